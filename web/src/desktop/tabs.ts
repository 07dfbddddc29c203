import type { Place } from "@/session/place";

/** The panel that all tabs of a session control. */
export const PANEL = "session-panel";

export function tabId(place: Place): string {
  return `tab-${place}`;
}

/** Where an arrow key, Home or End goes among the tabs; null for any other key. */
export function byArrow(key: string, at: number, count: number): number | null {
  switch (key) {
    case "ArrowRight":
      return (at + 1) % count;
    case "ArrowLeft":
      return (at - 1 + count) % count;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}

/** `1` to `9` are the agents in their order, `0` is all of them; null for what is no such key. */
export function byDigit(key: string, agents: readonly string[]): Place | null {
  if (key === "0") return "all";
  return /^[1-9]$/.test(key) ? (agents[Number(key) - 1] ?? null) : null;
}

/** Whether keys that come from here are somebody's text, or choose in a menu. */
export function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.closest("input, textarea, select, canvas, dialog, [role=menu], [role=listbox]") !== null
  );
}
