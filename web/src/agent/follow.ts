/** How near to its end a list counts as being at its end, in pixels. */
const NEAR = 48;

export function atEnd(list: {
  scrollTop: number;
  clientHeight: number;
  scrollHeight: number;
}): boolean {
  return list.scrollHeight - list.clientHeight - list.scrollTop <= NEAR;
}

/** Whether the newest entry is followed, and how many came since it is not. */
export type Following = { on: boolean; seen: number };

export type Scrolled =
  /** The person moved the list: to its end, or away from it. */
  | { type: "moved"; atEnd: boolean; count: number }
  /** The button was pressed. */
  | { type: "return"; count: number }
  /** Another list is shown. */
  | { type: "changed"; count: number };

export function following(now: Following, what: Scrolled): Following {
  switch (what.type) {
    case "moved":
      if (what.atEnd) return { on: true, seen: what.count };
      return now.on ? { on: false, seen: what.count } : now;
    case "return":
    case "changed":
      return { on: true, seen: what.count };
  }
}

/** How many entries are below that nobody has seen. */
export function unseen(now: Following, count: number): number {
  return now.on ? 0 : Math.max(0, count - now.seen);
}
