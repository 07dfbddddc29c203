import { useSyncExternalStore } from "react";
import { get, onRefused } from "@/api/rest";

let out = false;
const listeners = new Set<() => void>();

onRefused((refused) => {
  if (refused.status === 401) change(true);
});

/** Somebody who opened the link in another tab comes back to this one. */
function lookAgain(): void {
  if (!out || document.visibilityState === "hidden") return;
  get("/api/sessions?limit=1").then(
    () => change(false),
    () => undefined,
  );
}

window.addEventListener("focus", lookAgain);
document.addEventListener("visibilitychange", lookAgain);

function change(to: boolean): void {
  if (out === to) return;
  out = to;
  listeners.forEach((listener) => listener());
}

/** False while the server says that this browser has no token. */
export function useSignedIn(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => !out,
  );
}
