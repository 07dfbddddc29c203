import type { Item } from "./steps";

/** How near to its end a list counts as being at its end, in pixels. */
const NEAR = 32;

/** Where a list stands. */
export type Scroll = { scrollTop: number; clientHeight: number; scrollHeight: number };

export function atEnd(list: Scroll): boolean {
  return list.scrollHeight - list.clientHeight - list.scrollTop <= NEAR;
}

/** Whether the newest entry is followed, and how many were there when it was left. */
export type Following = { on: boolean; seen: number };

/**
 * After the list has moved. Only moving up leaves its end: entries that come or grow push the end away without anybody
 * having scrolled, and one that shrinks pulls the list up.
 */
export function moved(now: Following, before: Scroll, after: Scroll, count: number): Following {
  if (atEnd(after)) return now.on && now.seen === count ? now : { on: true, seen: count };
  const up =
    after.scrollTop < before.scrollTop - 1 &&
    after.scrollHeight >= before.scrollHeight &&
    after.clientHeight <= before.clientHeight;
  return now.on && up ? { on: false, seen: count } : now;
}

/** How many steps are below that were not there when the end was left. */
export function unseen(now: Following, items: readonly Item[]): number {
  if (now.on) return 0;
  let steps = 0;
  for (let i = now.seen; i < items.length; i++) if (items[i]!.kind === "step") steps++;
  return steps;
}
