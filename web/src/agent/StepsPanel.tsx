import { ArrowDown, ListChecks } from "lucide-react";
import { useCallback, useRef, useState } from "react";
import { useEveryFact } from "@/session/store";
import { Button } from "@/ui/button";
import { plural } from "@/ui/format";
import { Skeleton } from "@/ui/skeleton";
import { isProblem, kept, type Filter } from "./filter";
import { Lightbox } from "./Lightbox";
import { StepList } from "./StepList";
import { AgentChips, StepsHead } from "./StepsHead";
import type { Item } from "./steps";
import { Thinking } from "./Thinking";
import { useFollow } from "./useFollow";

/** What one agent does and why, step by step; of all agents when `agent` is null. */
export function StepsPanel({ agent }: { agent: string | null }) {
  const { fold } = useEveryFact();
  const [filter, setFilter] = useState<Filter>("all");
  const [chosen, setChosen] = useState<string | null>(null);
  const several = agent === null && fold.agents.all().length > 1;
  const only = agent ?? (several ? chosen : null);
  const every = only === null ? fold.steps.items() : fold.steps.ofAgent(only);
  const problems = every.filter(isProblem).length;
  return (
    <aside aria-label="Steps" className="flex size-full min-h-0 flex-col">
      {/* Another list begins at its own end. */}
      <Entries
        key={`${only} ${filter}`}
        items={kept(every, filter)}
        only={only}
        named={agent === null}
        problems={problems}
        filter={filter}
        setFilter={setFilter}
        chips={
          several && <AgentChips agents={fold.agents.all()} only={chosen} setOnly={setChosen} />
        }
      />
    </aside>
  );
}

type Props = {
  items: readonly Item[];
  only: string | null;
  named: boolean;
  problems: number;
  filter: Filter;
  setFilter(filter: Filter): void;
  chips: React.ReactNode;
};

function Entries({ items, only, named, problems, filter, setFilter, chips }: Props) {
  const { fold, loaded } = useEveryFact();
  const list = useRef<HTMLDivElement>(null);
  const follow = useFollow(list, items);
  const [shown, show] = useState<number | null>(null);
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const toggle = useCallback(
    (seq: number) =>
      setOpen((now) => {
        const next = new Set(now);
        if (!next.delete(seq)) next.add(seq);
        return next;
      }),
    [],
  );
  const thoughts =
    filter === "problems" ? [] : [...fold.thoughts].filter(([id]) => only === null || id === only);
  return (
    <>
      <StepsHead
        count={items.reduce((sum, it) => sum + (it.kind === "step" ? 1 : 0), 0)}
        problems={problems}
        filter={filter}
        setFilter={setFilter}
        follows={follow.on}
        setFollows={follow.setOn}
      />
      {chips}
      <div className="relative min-h-0 flex-1">
        <StepList
          list={list}
          items={items}
          loaded={loaded}
          named={named}
          open={open}
          toggle={toggle}
          show={show}
          onScroll={follow.onScroll}
          follows={follow.on}
        >
          {!loaded && items.length === 0 && <Loading />}
          {loaded && items.length === 0 && thoughts.length === 0 && <Empty filter={filter} />}
          <Thinking thoughts={thoughts} named={named} />
        </StepList>
        <div
          aria-live="polite"
          className="pointer-events-none absolute inset-x-0 bottom-2 flex justify-center"
        >
          {follow.below > 0 && (
            <Button
              variant="primary"
              size="sm"
              className="tabular pointer-events-auto rounded-full px-3 shadow-lg"
              onClick={() => follow.setOn(true)}
            >
              <ArrowDown /> {plural(follow.below, "new step")} below
            </Button>
          )}
        </div>
      </div>
      <Lightbox items={items} seq={shown} show={show} />
    </>
  );
}

function Empty({ filter }: { filter: Filter }) {
  return (
    <div className="flex flex-col items-center gap-2 px-6 py-10 text-center text-muted-foreground">
      <ListChecks aria-hidden className="size-5" />
      <p>
        {filter === "all"
          ? "Steps appear here as soon as an agent begins."
          : "No problems so far. “All” shows every step."}
      </p>
    </div>
  );
}

function Loading() {
  return (
    <div aria-hidden>
      {[70, 50, 60, 40, 65].map((width) => (
        <div key={width} className="flex h-15 gap-2 px-3 py-2">
          <Skeleton className="size-3.5" />
          <Skeleton className="h-4" style={{ width: `${width * 0.7}%` }} />
          <Skeleton className="ml-auto h-11 w-18" />
        </div>
      ))}
    </div>
  );
}
