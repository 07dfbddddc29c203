import { useVirtualizer } from "@tanstack/react-virtual";
import { ArrowDown } from "lucide-react";
import { useEffect, useReducer, useRef, useState, type KeyboardEvent } from "react";
import { useEveryFact } from "@/session/store";
import { Button } from "@/ui/button";
import { cn } from "@/ui/cn";
import { plural } from "@/ui/format";
import { Skeleton } from "@/ui/skeleton";
import { kept, type Filter } from "./filter";
import { atEnd, following, unseen } from "./follow";
import { Lightbox } from "./Lightbox";
import { NoteRow } from "./NoteRow";
import { StepRow } from "./StepRow";
import { Thinking } from "./Thinking";

const STEP_HEIGHT = 62;
const NOTE_HEIGHT = 24;

/** What one agent does and why, step by step; of all agents when `agent` is null. */
export function StepsPanel({ agent }: { agent: string | null }) {
  const { fold, loaded } = useEveryFact();
  const [filter, setFilter] = useState<Filter>("all");
  const [shown, show] = useState<number | null>(null);
  const items = kept(agent === null ? fold.steps.items() : fold.steps.ofAgent(agent), filter);
  const [follow, scrolled] = useReducer(following, { on: true, seen: 0 });
  const list = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => list.current,
    estimateSize: (index) => (items[index]?.kind === "step" ? STEP_HEIGHT : NOTE_HEIGHT),
    getItemKey: (index) => items[index]?.seq ?? index,
    overscan: 12,
  });
  const height = rows.getTotalSize();
  const below = unseen(follow, items.length);

  useEffect(() => scrolled({ type: "changed", count: items.length }), [agent, filter]);
  // Also when rows turn out to be taller than was thought.
  useEffect(() => {
    if (follow.on) list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [follow.on, items.length, height, agent]);

  return (
    <aside aria-label="Steps" className="flex size-full flex-col">
      <Head filter={filter} setFilter={setFilter} count={items.length} following={follow.on} />
      <div className="relative min-h-0 flex-1">
        <div
          ref={list}
          role="feed"
          aria-label="What was done"
          aria-busy={!loaded}
          tabIndex={0}
          onScroll={(event) =>
            scrolled({
              type: "moved",
              atEnd: atEnd(event.currentTarget),
              count: items.length,
            })
          }
          onKeyDown={byArrow}
          className="size-full overflow-y-auto overscroll-contain focus-visible:-outline-offset-2"
        >
          {!loaded && items.length === 0 && <Loading />}
          {loaded && items.length === 0 && (
            <p className="p-4 text-muted-foreground">
              {filter === "all" ? "Steps appear here as they happen." : "No problems so far."}
            </p>
          )}
          <div className="relative w-full" style={{ height }}>
            {rows.getVirtualItems().map((row) => {
              const item = items[row.index]!;
              return (
                <article
                  key={row.key}
                  ref={rows.measureElement}
                  data-index={row.index}
                  aria-posinset={row.index + 1}
                  aria-setsize={items.length}
                  tabIndex={-1}
                  className="absolute inset-x-0 top-0 focus-visible:bg-muted focus-visible:outline-none"
                  style={{ transform: `translateY(${row.start}px)` }}
                >
                  {item.kind === "step" ? (
                    <StepRow step={item} named={agent === null} show={show} />
                  ) : (
                    <NoteRow note={item} named={agent === null} />
                  )}
                </article>
              );
            })}
          </div>
        </div>
        <div aria-live="polite" className="pointer-events-none absolute inset-x-0 bottom-2 flex">
          {below > 0 && (
            <Button
              variant="primary"
              size="sm"
              className="pointer-events-auto mx-auto rounded-full shadow-lg"
              onClick={() => scrolled({ type: "return", count: items.length })}
            >
              <ArrowDown /> {plural(below, "new step")} below
            </Button>
          )}
        </div>
      </div>
      <Thinking agent={agent} />
      <Lightbox items={items} seq={shown} show={show} />
    </aside>
  );
}

type HeadProps = {
  filter: Filter;
  setFilter(filter: Filter): void;
  count: number;
  following: boolean;
};

function Head({ filter, setFilter, count, following }: HeadProps) {
  return (
    <header className="flex h-9 shrink-0 items-center gap-2 border-b px-3">
      <h2 className="font-medium">Steps</h2>
      <span className="tabular text-xs text-muted-foreground">{count}</span>
      <span className="flex-1 text-right text-2xs text-muted-foreground">
        {following ? "following" : ""}
      </span>
      {(["all", "problems"] as const).map((it) => (
        <button
          key={it}
          type="button"
          aria-pressed={filter === it}
          onClick={() => setFilter(it)}
          className={cn(
            "h-6 rounded-full px-2 text-xs text-muted-foreground hover:text-foreground",
            filter === it && "bg-muted text-foreground",
          )}
        >
          {it === "all" ? "All" : "Problems"}
        </button>
      ))}
    </header>
  );
}

/** Up and down go from entry to entry; Enter unfolds the reasoning of the one that has the focus. */
function byArrow(event: KeyboardEvent<HTMLElement>): void {
  const here = (event.target as HTMLElement).closest<HTMLElement>("article");
  if (event.key === "Enter" && here !== null && event.target === here) {
    here.querySelector<HTMLElement>("[data-expands]")?.click();
    return;
  }
  const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (by === 0) return;
  const entries = [...event.currentTarget.querySelectorAll<HTMLElement>("article")].sort(
    (a, b) => Number(a.dataset.index) - Number(b.dataset.index),
  );
  const next = here === null ? entries.at(-1) : entries[entries.indexOf(here) + by];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

function Loading() {
  return (
    <div className="flex flex-col gap-3 p-3" aria-hidden>
      {[70, 50, 60, 40, 65].map((width) => (
        <div key={width} className="flex items-center gap-2">
          <Skeleton className="h-4" style={{ width: `${width}%` }} />
          <Skeleton className="ml-auto h-11 w-18" />
        </div>
      ))}
    </div>
  );
}
