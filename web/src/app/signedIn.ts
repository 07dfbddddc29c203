import { useSyncExternalStore } from "react";
import { onRefused } from "@/api/rest";

let out = false;
const listeners = new Set<() => void>();

onRefused((refused) => {
  if (refused.status !== 401 || out) return;
  out = true;
  listeners.forEach((listener) => listener());
});

/** False once the server has said that this browser has no token. */
export function useSignedIn(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => !out,
  );
}
