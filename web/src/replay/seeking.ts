import { sentence } from "@/agent/sentence";
import type { Item, Step } from "@/agent/steps";
import type { Seen } from "./lanes";

/** The last place in a list in order of time that is not after `time`; -1 when all are. */
export function lastIndex<T>(list: readonly T[], time: number, at: (item: T) => number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(list[middle]!) <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** What an item comes to, in one line. */
export function inWords(item: Item): string {
  if (item.kind === "note") return item.words;
  const { done, what } = sentence(item);
  if (item.told !== null) return `${done}: ${item.told.text}`;
  return what === "" ? done : `${done} ${what}`;
}

export function timeOf(item: { at: string }): number {
  return Date.parse(item.at);
}

/** The item under the playhead: the last one that had happened by then. */
export function itemIndex(items: readonly Item[], time: number): number {
  return lastIndex(items, time, timeOf);
}

/** The step under the playhead; null before the first. */
export function stepAt(items: readonly Item[], time: number): Step | null {
  for (let i = itemIndex(items, time); i >= 0; i--) {
    const item = items[i]!;
    if (item.kind === "step") return item;
  }
  return null;
}

/** The time of the step that is so many steps on (or back, when negative); null when there is none that way. */
export function stepTime(items: readonly Item[], time: number, by: number): number | null {
  const direction = by < 0 ? -1 : 1;
  // Back from within a step leads to where it began; several steps of one moment are one stop.
  let i = direction > 0 ? itemIndex(items, time) + 1 : lastIndex(items, time - 1, timeOf);
  let found: number | null = null;
  for (let left = Math.abs(by); left > 0 && i >= 0 && i < items.length; i += direction) {
    const item = items[i]!;
    if (item.kind !== "step" || timeOf(item) === found) continue;
    found = timeOf(item);
    left--;
  }
  return found;
}

export function seenAt(seen: readonly Seen[], time: number): number {
  return lastIndex(seen, time, (it) => it.at);
}
