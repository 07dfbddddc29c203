import { defaultRangeExtractor, useVirtualizer, type Range } from "@tanstack/react-virtual";
import { useCallback, useEffect, useRef, useState, type RefObject } from "react";
import type { KeyboardEvent, ReactNode, SyntheticEvent } from "react";
import { pointAt } from "@/session/attention";
import { indexOf } from "./filter";
import { NoteRow } from "./NoteRow";
import { StepRow, unfolds } from "./StepRow";
import type { Item } from "./steps";

const STEP_HEIGHT = 70;
const NOTE_HEIGHT = 24;
/** How many entries Page Up and Page Down go. */
const PAGE = 8;

type Props = {
  list: RefObject<HTMLDivElement | null>;
  items: readonly Item[];
  loaded: boolean;
  named: boolean;
  open: ReadonlySet<number>;
  toggle(seq: number): void;
  show(seq: number): void;
  onScroll(): void;
  /** The end is kept in sight, whatever becomes of the entries above. */
  follows: boolean;
  /** What stands below the last entry. */
  children?: ReactNode;
};

/** The entries; only those in sight are drawn, and the one that has the focus. */
export function StepList(props: Props) {
  const { list, items, loaded, named, open, toggle, show, onScroll, follows, children } = props;
  const current = useRef(items);
  current.current = items;
  const [focused, setFocused] = useState<number | null>(null);
  const at = focused === null ? -1 : indexOf(items, focused);
  const stop = at === -1 ? items.length - 1 : at;
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => list.current,
    estimateSize: (i) => (current.current[i]?.kind === "note" ? NOTE_HEIGHT : STEP_HEIGHT),
    // The same function each time, or everything is measured anew.
    getItemKey: useCallback((i: number) => current.current[i]?.seq ?? -i, []),
    rangeExtractor: useCallback((range: Range) => withStop(range, stop), [stop]),
    overscan: 6,
  });

  rows.shouldAdjustScrollPositionOnItemSizeChange = follows ? never : undefined;

  useEffect(() => () => pointAt(null), []);
  function point(event: SyntheticEvent) {
    const item = items[indexUnder(event.target)];
    if (item?.kind !== "step" || item.action === null) return pointAt(null);
    pointAt({ agent: item.agent, seq: item.seq, action: item.action });
  }

  function go(index: number) {
    const to = Math.min(items.length - 1, Math.max(0, index));
    setFocused(items[to]?.seq ?? null);
    rows.scrollToIndex(to, { align: "auto" });
    // It may have to be drawn first.
    requestAnimationFrame(() => {
      list.current
        ?.querySelector<HTMLElement>(`[data-index="${to}"]`)
        ?.focus({ preventScroll: true });
    });
  }
  function key(event: KeyboardEvent) {
    const here = event.target instanceof HTMLElement && event.target.matches("article");
    const item = items[indexUnder(event.target)];
    if (event.key === "Enter" && here && item?.kind === "step") {
      if (unfolds(item)) toggle(item.seq);
      else if (item.picture !== null) show(item.seq);
      return;
    }
    const to = target(event.key, stop, items.length);
    if (to === null || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    go(to);
  }

  return (
    <div
      ref={list}
      onScroll={onScroll}
      onMouseOver={point}
      onMouseLeave={() => pointAt(null)}
      onKeyDown={key}
      className="size-full overflow-y-auto overscroll-contain [overflow-anchor:none] [scrollbar-gutter:stable] [scrollbar-width:thin]"
    >
      <div
        role={items.length > 0 ? "feed" : undefined}
        aria-label={items.length > 0 ? "What was done" : undefined}
        aria-busy={!loaded}
        className="relative w-full"
        style={{ height: rows.getTotalSize() }}
      >
        {rows.getVirtualItems().map((row) => {
          const item = items[row.index];
          if (item === undefined) return null;
          return (
            <article
              key={row.key}
              ref={rows.measureElement}
              data-index={row.index}
              aria-posinset={row.index + 1}
              aria-setsize={items.length}
              tabIndex={row.index === stop ? 0 : -1}
              onFocus={(event) => {
                setFocused(item.seq);
                point(event);
              }}
              onBlur={() => pointAt(null)}
              className="absolute inset-x-0 top-0 hover:bg-muted/50 focus-visible:-outline-offset-2"
              style={{ transform: `translateY(${row.start}px)` }}
            >
              {item.kind === "step" ? (
                <StepRow
                  step={item}
                  named={named}
                  open={open.has(item.seq)}
                  tabbable={row.index === stop}
                  toggle={toggle}
                  show={show}
                />
              ) : (
                <NoteRow note={item} named={named} />
              )}
            </article>
          );
        })}
      </div>
      {children}
    </div>
  );
}

const never = () => false;

function withStop(range: Range, stop: number): number[] {
  const indexes = defaultRangeExtractor(range);
  if (stop < 0 || indexes.includes(stop)) return indexes;
  return [...indexes, stop].sort((a, b) => a - b);
}

function indexUnder(target: EventTarget): number {
  const article = target instanceof Element ? target.closest<HTMLElement>("article") : null;
  return Number(article?.dataset.index ?? -1);
}

function target(key: string, from: number, count: number): number | null {
  switch (key) {
    case "ArrowDown":
      return from + 1;
    case "ArrowUp":
      return from - 1;
    case "PageDown":
      return from + PAGE;
    case "PageUp":
      return from - PAGE;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}
