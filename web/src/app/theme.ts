import { useSyncExternalStore } from "react";

export type Theme = "system" | "light" | "dark";

const KEY = "manyhands.theme";
const darkSystem = window.matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();

export function theme(): Theme {
  const kept = localStorage.getItem(KEY);
  return kept === "light" || kept === "dark" ? kept : "system";
}

export function setTheme(to: Theme): void {
  if (to === "system") localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, to);
  applyTheme();
}

/** Puts the chosen theme, or the system's, on the page; called once before the first paint. */
export function applyTheme(): void {
  const dark = theme() === "dark" || (theme() === "system" && darkSystem.matches);
  document.documentElement.classList.toggle("dark", dark);
  listeners.forEach((listener) => listener());
}

darkSystem.addEventListener("change", applyTheme);
window.addEventListener("storage", (event) => event.key === KEY && applyTheme());

export function useTheme(): Theme {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, theme);
}

/** Whether the page is dark now, for what is painted with its colours. */
export function useDark(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => document.documentElement.classList.contains("dark"),
  );
}
