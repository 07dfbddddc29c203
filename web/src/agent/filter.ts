import type { Item } from "./steps";

export type Filter = "all" | "problems";

/** The items that a filter keeps; the very same list when it keeps all. */
export function kept(items: readonly Item[], filter: Filter): readonly Item[] {
  return filter === "all" ? items : items.filter(isProblem);
}

/** What a person who looks for trouble wants to see. */
export function isProblem(item: Item): boolean {
  return item.kind === "step"
    ? item.outcome === "failed" || item.outcome === "unknown" || item.outcome === "refused"
    : item.tone === "bad" || item.tone === "needs-you";
}
