import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from "react";
import { atEnd, moved, unseen, type Following, type Scroll } from "./follow";
import type { Item } from "./steps";

export type Follow = {
  on: boolean;
  /** How many steps have come since the end was left. */
  below: number;
  onScroll(): void;
  setOn(on: boolean): void;
};

/** Keeps the end of a growing list in sight until the person scrolls up. */
export function useFollow(list: RefObject<HTMLElement | null>, items: readonly Item[]): Follow {
  const [now, set] = useState<Following>({ on: true, seen: 0 });
  const before = useRef<Scroll>({ scrollTop: 0, clientHeight: 0, scrollHeight: 0 });
  const count = items.length;

  const onScroll = useCallback(() => {
    if (list.current === null) return;
    const element = list.current;
    const { scrollTop, clientHeight, scrollHeight } = element;
    const after = { scrollTop, clientHeight, scrollHeight };
    const next = moved(now, before.current, after, count);
    before.current = after;
    // What came meanwhile has pushed the end away.
    if (next.on && !atEnd(after)) element.scrollTop = element.scrollHeight;
    set(next);
  }, [list, count, now]);

  // After every drawing: entries come, turn out to be taller than was thought, and unfold.
  useLayoutEffect(() => {
    const element = list.current;
    if (!now.on || element === null) return;
    element.scrollTop = element.scrollHeight;
    const { scrollTop, clientHeight, scrollHeight } = element;
    before.current = { scrollTop, clientHeight, scrollHeight };
  });

  // The panel itself becomes higher or lower, or what is in it, which is measured after it was drawn.
  useLayoutEffect(() => {
    const element = list.current;
    if (!now.on || element === null) return;
    const observer = new ResizeObserver(() => (element.scrollTop = element.scrollHeight));
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    return () => observer.disconnect();
  }, [list, now.on]);

  const setOn = useCallback((on: boolean) => set({ on, seen: count }), [count]);
  return { on: now.on, below: unseen(now, items), onScroll, setOn };
}
