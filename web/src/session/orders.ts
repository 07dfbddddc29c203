import type { Entry } from "@/event/event";
import type { ApprovalView } from "./view";

/** What people have ordered of a session: pauses, the review of the plan, permissions asked for. */
export class Orders {
  paused: { until: string | null } | null = null;
  review: { until: string } | null = null;
  private readonly pausedAgents = new Set<string>();
  private readonly open = new Map<string, ApprovalView>();
  private list: ApprovalView[] | null = null;

  apply(entry: Entry): void {
    this.list = null;
    switch (entry.type) {
      case "session:paused":
        if (entry.agent === null) this.paused = { until: entry.until };
        else this.pausedAgents.add(entry.agent);
        return;
      case "session:resumed":
        if (entry.agent === null) this.paused = null;
        else this.pausedAgents.delete(entry.agent);
        return;
      case "plan:made":
        this.review = entry.until ? { until: entry.until } : null;
        return;
      case "plan:changed":
        if (entry.until) this.review = { until: entry.until };
        return;
      case "session:started":
        this.review = null;
        return;
      case "approval:asked":
        this.open.set(entry.approval, {
          id: entry.approval,
          agent: entry.agent,
          task: entry.task,
          tool: entry.tool,
          words: entry.words,
          until: entry.until,
        });
        return;
      case "approval:answered":
        this.open.delete(entry.approval);
        return;
      case "agent:terminated":
        this.pausedAgents.delete(entry.agent);
        for (const [id, approval] of this.open) {
          if (approval.agent === entry.agent) this.open.delete(id);
        }
        return;
      case "session:complete":
      case "session:continued":
        this.paused = null;
        this.review = null;
        this.pausedAgents.clear();
        this.open.clear();
        return;
      default:
        return;
    }
  }

  approvals(): ApprovalView[] {
    return (this.list ??= [...this.open.values()]);
  }

  asks(agent: string): boolean {
    return this.approvals().some((approval) => approval.agent === agent);
  }

  /** Paused, by itself or with all others. */
  isPaused(agent: string): boolean {
    return this.paused !== null || this.isPausedAlone(agent);
  }

  isPausedAlone(agent: string): boolean {
    return this.pausedAgents.has(agent);
  }

  deadline(): string | null {
    const times = [this.paused?.until, this.review?.until].filter((it) => typeof it === "string");
    return times.sort((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null;
  }
}
