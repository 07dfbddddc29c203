import type { Amounts, Budget, Entry } from "@/event/event";
import type { BudgetView, ReachedBudget } from "./view";

/** Which budgets are used up, and how far people have raised that of the session. */
export class Budgets {
  private base: Budget | null = null;
  private session: ReachedBudget | null = null;
  private raised: Amounts = {};
  private readonly tasks = new Map<string, ReachedBudget>();
  private list: ReachedBudget[] | null = null;
  private whole: Amounts | null = null;

  apply(entry: Entry): void {
    this.list = null;
    this.whole = null;
    switch (entry.type) {
      case "session:created":
        this.base = entry.budget;
        return;
      case "budget:reached": {
        const { agent, task, what, used, limit, until } = entry;
        const reached = { agent, task, what, used, limit, until };
        if (task === null) this.session = reached;
        else this.tasks.set(task, reached);
        return;
      }
      case "budget:raised":
        if (entry.task === null) {
          this.session = null;
          this.raised = plus(this.raised, entry.more);
        } else this.tasks.delete(entry.task);
        return;
      case "task:assigned":
      case "task:completed":
      case "task:failed":
      case "task:cancelled":
        this.tasks.delete(entry.task);
        return;
      case "agent:terminated":
        for (const [task, it] of this.tasks) {
          if (it.agent === entry.agent) this.tasks.delete(task);
        }
        return;
      case "session:complete":
      case "session:continued":
        this.tasks.clear();
        this.session = null;
        return;
      default:
        return;
    }
  }

  /** Those that wait for a person, the session's first. */
  reached(): ReachedBudget[] {
    return (this.list ??= [...(this.session ? [this.session] : []), ...this.tasks.values()]);
  }

  /** True for an agent that waits for its task's budget to be raised. */
  stops(agent: string): boolean {
    return this.reached().some((it) => it.agent === agent);
  }

  /** What all tasks together may use, with what people have added; null when that is not limited. */
  limit(): Amounts | null {
    return (this.whole ??= this.base?.session ? limited(this.base.session, this.raised) : null);
  }

  view(): BudgetView {
    const { steps, tokens, time, microDollars } = this.base ?? {
      steps: 0,
      tokens: 0,
      time: "PT0S",
    };
    return {
      task: { steps, tokens, time, ...(microDollars === undefined ? {} : { microDollars }) },
      session: this.limit(),
      reached: this.reached(),
    };
  }
}

function plus(sum: Amounts, more: Amounts): Amounts {
  return limited(
    {
      ...(more.steps === undefined ? {} : { steps: 0 }),
      ...(more.tokens === undefined ? {} : { tokens: 0 }),
      ...(more.time === undefined ? {} : { time: "PT0S" }),
      ...(more.microDollars === undefined ? {} : { microDollars: 0 }),
      ...sum,
    },
    more,
  );
}

/** With so much more of what is limited; what is not stays so. */
function limited(limits: Amounts, more: Amounts): Amounts {
  const { steps, tokens, time, microDollars } = limits;
  return {
    ...(steps === undefined ? {} : { steps: steps + (more.steps ?? 0) }),
    ...(tokens === undefined ? {} : { tokens: tokens + (more.tokens ?? 0) }),
    ...(time === undefined ? {} : { time: iso(seconds(time) + seconds(more.time ?? "PT0S")) }),
    ...(microDollars === undefined
      ? {}
      : { microDollars: microDollars + (more.microDollars ?? 0) }),
  };
}

/** Of an ISO 8601 duration as the server writes it: hours, minutes and seconds. */
export function seconds(time: string): number {
  const parts = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?$/.exec(time);
  if (parts === null) return 0;
  const [, hours = "0", minutes = "0", rest = "0"] = parts;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(rest);
}

function iso(all: number): string {
  const hours = Math.floor(all / 3600);
  const minutes = Math.floor((all % 3600) / 60);
  const rest = all % 60;
  const parts = [
    hours > 0 ? `${hours}H` : "",
    minutes > 0 ? `${minutes}M` : "",
    rest > 0 ? `${rest}S` : "",
  ].join("");
  return parts === "" ? "PT0S" : `PT${parts}`;
}
