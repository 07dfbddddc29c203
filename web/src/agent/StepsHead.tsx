import { ArrowDownToLine } from "lucide-react";
import { Signature } from "./Signature";
import { cn } from "@/ui/cn";
import type { Filter } from "./filter";

type HeadProps = {
  count: number;
  problems: number;
  filter: Filter;
  setFilter(filter: Filter): void;
  follows: boolean;
  setFollows(on: boolean): void;
};

const CHIP =
  "inline-flex h-6 shrink-0 items-center gap-1 rounded-full px-2 text-xs text-muted-foreground transition-colors hover:text-foreground aria-pressed:bg-muted aria-pressed:text-foreground";

/** The panel's title, how many steps there are, whether the newest is followed, and what is shown of them. */
export function StepsHead(props: HeadProps) {
  const { count, problems, filter, setFilter, follows, setFollows } = props;
  return (
    <header className="@container shrink-0 border-b">
      <div className="flex h-9 items-center gap-1 pr-2 pl-3">
        <h2 className="font-medium">Steps</h2>
        <span className="tabular mr-auto text-xs text-muted-foreground">
          {count.toLocaleString()}
        </span>
        <button
          type="button"
          aria-pressed={follows}
          aria-label={follows ? "Following the newest step" : "Follow the newest step"}
          title={follows ? "The newest step is followed" : "Follow the newest step"}
          onClick={() => setFollows(!follows)}
          className={cn(CHIP, "aria-pressed:bg-transparent aria-pressed:text-primary")}
        >
          <ArrowDownToLine aria-hidden className="size-3.5" />
          <span className="@max-[21rem]:hidden">{follows ? "Following" : "Follow"}</span>
        </button>
        <div role="group" aria-label="Show" className="flex">
          <button
            type="button"
            aria-pressed={filter === "all"}
            onClick={() => setFilter("all")}
            className={CHIP}
          >
            All
          </button>
          <button
            type="button"
            aria-pressed={filter === "problems"}
            onClick={() => setFilter("problems")}
            className={CHIP}
          >
            Problems
            {problems > 0 && <span className="tabular text-2xs text-destructive">{problems}</span>}
          </button>
        </div>
      </div>
    </header>
  );
}

type ChipsProps = {
  agents: readonly { id: string; name: string }[];
  only: string | null;
  setOnly(agent: string | null): void;
};

/** Whose steps are shown, where there are those of several. */
export function AgentChips({ agents, only, setOnly }: ChipsProps) {
  return (
    <div
      role="group"
      aria-label="Steps of"
      className="flex shrink-0 items-center gap-0.5 overflow-x-auto border-b px-2 py-1"
    >
      {agents.map((agent) => (
        <button
          key={agent.id}
          type="button"
          aria-pressed={only === agent.id}
          onClick={() => setOnly(only === agent.id ? null : agent.id)}
          className={CHIP}
        >
          <Signature agent={agent.id} />
        </button>
      ))}
    </div>
  );
}
