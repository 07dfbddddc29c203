import { useSyncExternalStore } from "react";
import type { Action } from "@/desktop/action";

/** The action that a person points at in the list of steps, to be marked on its agent's desktop. */
export type Pointed = { agent: string; seq: number; action: Action };

let pointed: Pointed | null = null;
const listeners = new Set<() => void>();

export function pointAt(next: Pointed | null): void {
  if (next === pointed) return;
  pointed = next;
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The action pointed at on that agent's desktop; null when it is none of its. */
export function usePointed(agent: string): Pointed | null {
  return useSyncExternalStore(subscribe, () => (pointed?.agent === agent ? pointed : null));
}
