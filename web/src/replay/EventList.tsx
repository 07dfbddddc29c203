import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useId, useRef, type KeyboardEvent } from "react";
import { hue } from "@/agent/hue";
import { ICONS as ABOUT } from "@/agent/NoteRow";
import { sentence } from "@/agent/sentence";
import type { Item } from "@/agent/steps";
import { ICONS as KINDS } from "@/agent/icons";
import { cn } from "@/ui/cn";
import { usePlayhead, type Playhead } from "./playhead";
import { inWords, itemIndex, timeOf } from "./seeking";
import { offset } from "./times";

const ROW = 30;

type Props = { items: readonly Item[]; playhead: Playhead };

/** What happened, in order; it follows the playhead, and leads it when something is chosen. */
export function EventList({ items, playhead }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  const current = usePlayhead(playhead, (it) => itemIndex(items, it.time));
  const { from, to } = usePlayhead(playhead, (it) => it.axis);
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: 8,
  });
  useEffect(() => {
    if (current >= 0) rows.scrollToIndex(current, { align: "center" });
  }, [current, rows]);
  function choose(index: number) {
    const item = items[Math.min(items.length - 1, Math.max(0, index))];
    if (item !== undefined) playhead.seek(timeOf(item));
  }
  function key(event: KeyboardEvent) {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    // Some happen in the same moment: on to the next that is another one.
    const now = items[current] === undefined ? -Infinity : timeOf(items[current]);
    let next = current + by;
    while (items[next] !== undefined && timeOf(items[next]!) === now) next += Math.sign(by);
    choose(next);
  }
  return (
    <div
      ref={box}
      role="listbox"
      tabIndex={0}
      aria-label="What happened"
      aria-activedescendant={current >= 0 ? `${id}-${current}` : undefined}
      onKeyDown={key}
      className="h-full overflow-y-auto overscroll-contain -outline-offset-2"
    >
      <div className="relative" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((row) => {
          const item = items[row.index]!;
          return (
            <div
              key={item.seq}
              id={`${id}-${row.index}`}
              role="option"
              aria-selected={row.index === current}
              onClick={() => choose(row.index)}
              title={inWords(item)}
              className={cn(
                "absolute inset-x-0 top-0 flex cursor-pointer items-center gap-2 border-l-2 border-transparent px-2 text-xs hover:bg-muted",
                row.index > current && "text-muted-foreground",
                row.index === current && "border-primary bg-accent",
                item.kind === "note" && item.tone === "bad" && "text-destructive",
              )}
              style={{ height: ROW, transform: `translateY(${row.start}px)` }}
            >
              <time className="w-12 shrink-0 text-right text-2xs text-muted-foreground">
                {offset(timeOf(item) - from, to - from)}
              </time>
              <span
                aria-hidden
                className="size-1.5 shrink-0 rounded-full bg-border"
                style={item.agent === null ? undefined : { backgroundColor: hue(item.agent) }}
              />
              <Words item={item} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function Words({ item }: { item: Item }) {
  if (item.kind === "note") {
    const Icon = ABOUT[item.about];
    return (
      <>
        <Icon aria-hidden className="size-3.5 shrink-0 opacity-70" />
        <span className="truncate font-medium">{item.words}</span>
      </>
    );
  }
  const { kind, done, what } = sentence(item);
  const Icon = KINDS[kind];
  return (
    <>
      <Icon aria-hidden className="size-3.5 shrink-0 text-muted-foreground" />
      <span className="truncate">
        {done} <span className="font-mono text-2xs">{what}</span>
        {item.told?.text}
      </span>
    </>
  );
}
