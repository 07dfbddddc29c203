import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Refused } from "@/api/rest";
import { TooltipProvider } from "@/ui/tooltip";
import { App } from "./App";
import "./styles.css";
import { applyTheme } from "./theme";

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // What the server refuses it refuses again; only a lost connection is worth another try.
      retry: (failures, error) => !(error instanceof Refused) && failures < 3,
      staleTime: 1_000,
    },
  },
});

applyTheme();
createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <TooltipProvider delayDuration={350}>
        <App />
      </TooltipProvider>
    </QueryClientProvider>
  </StrictMode>,
);
