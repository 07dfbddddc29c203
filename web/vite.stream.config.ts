import { defineConfig } from "vite";

/** The page of a sandbox's stream: three files by fixed names, served from inside the sandbox. */
export default defineConfig({
  base: "./",
  build: {
    target: "es2023",
    rollupOptions: {
      input: "vnc.html",
      output: {
        entryFileNames: "vnc.js",
        assetFileNames: "vnc[extname]",
        inlineDynamicImports: true,
      },
    },
    modulePreload: false,
    copyPublicDir: false,
  },
});
