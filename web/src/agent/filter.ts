import type { Item } from "./steps";

export type Filter = "all" | "problems";

/** The items that a filter keeps; the very same list when it keeps all. */
export function kept(items: readonly Item[], filter: Filter): readonly Item[] {
  return filter === "all" ? items : items.filter(isProblem);
}

/** What a person who looks for trouble wants to see. */
export function isProblem(item: Item): boolean {
  return item.kind === "step"
    ? item.outcome !== null && item.outcome !== "performed"
    : item.tone !== "plain" && item.tone !== "good";
}

/** Where the item of that number stands; -1 when it is not there. Items come in the order of their numbers. */
export function indexOf(items: readonly Item[], seq: number): number {
  let [low, high] = [0, items.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const at = items[middle]!.seq;
    if (at === seq) return middle;
    if (at < seq) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
