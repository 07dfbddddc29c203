import type { Entry, Usage } from "@/event/event";
import type { UsageView } from "./view";

const nothing: UsageView = {
  input: 0,
  output: 0,
  cacheRead: 0,
  cacheWrite: 0,
  steps: 0,
  cost: null,
};

/** What a session has used, and each of its agents. */
export class Meter {
  private readonly agents = new Map<string, UsageView>();
  all: UsageView = nothing;

  apply(entry: Entry): void {
    switch (entry.type) {
      case "plan:made":
        return this.add(null, entry.usage, 0);
      case "plan:changed":
        return entry.usage === undefined ? undefined : this.add(null, entry.usage, 0);
      case "task:checked":
        return this.add(entry.agent, entry.usage, 0);
      case "agent:stuck":
        return entry.usage === undefined ? undefined : this.add(entry.agent, entry.usage, 0);
      case "agent:reasoning":
        return this.add(entry.agent, entry.usage, 1);
      default:
        return;
    }
  }

  of(agent: string): UsageView {
    return this.agents.get(agent) ?? nothing;
  }

  private add(agent: string | null, more: Usage, steps: number): void {
    this.all = plus(this.all, more, steps);
    if (agent !== null) this.agents.set(agent, plus(this.of(agent), more, steps));
  }
}

function plus(sum: UsageView, more: Usage, steps: number): UsageView {
  return {
    input: sum.input + more.input,
    output: sum.output + more.output,
    cacheRead: sum.cacheRead + more.cacheRead,
    cacheWrite: sum.cacheWrite + (more.cacheWrite ?? 0),
    steps: sum.steps + steps,
    cost: more.microDollars === undefined ? sum.cost : pay(sum.cost, more.microDollars),
  };
}

/** Dollars, added as the whole micro-dollars that they are. */
function pay(sum: number | null, microDollars: number): number {
  return (Math.round((sum ?? 0) * 1_000_000) + microDollars) / 1_000_000;
}
