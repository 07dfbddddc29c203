import type { Entry } from "@/event/event";
import { Budgets } from "./budgets";
import type { ApprovalView, QuestionView } from "./view";

/** What people have ordered of a session: pauses, the review of the plan, what agents wait for. */
export class Orders {
  paused: { until: string | null } | null = null;
  review: { until: string } | null = null;
  readonly budgets = new Budgets();
  private readonly pausedAgents = new Set<string>();
  private readonly open = new Map<string, ApprovalView>();
  private list: ApprovalView[] | null = null;
  private readonly openQuestions = new Map<string, QuestionView>();
  private questionList: QuestionView[] | null = null;

  apply(entry: Entry): void {
    this.list = null;
    this.questionList = null;
    this.budgets.apply(entry);
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
      case "question:asked":
        this.openQuestions.set(entry.question, {
          id: entry.question,
          agent: entry.agent,
          task: entry.task,
          why: entry.why,
          text: entry.text,
          until: entry.until,
        });
        return;
      case "question:answered":
        this.openQuestions.delete(entry.question);
        return;
      case "task:assigned":
        this.forget((question) => question.agent === entry.agent);
        return;
      case "task:completed":
      case "task:failed":
      case "task:cancelled":
        this.forget((question) => question.task === entry.task);
        return;
      case "agent:terminated":
        this.pausedAgents.delete(entry.agent);
        this.forget((question) => question.agent === entry.agent);
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
        this.openQuestions.clear();
        return;
      default:
        return;
    }
  }

  approvals(): ApprovalView[] {
    return (this.list ??= [...this.open.values()]);
  }

  questions(): QuestionView[] {
    return (this.questionList ??= [...this.openQuestions.values()]);
  }

  /** How many answers of a person are waited for. */
  waiting(): number {
    return this.approvals().length + this.questions().length + this.budgets.reached().length;
  }

  asks(agent: string): boolean {
    return (
      this.approvals().some((approval) => approval.agent === agent) ||
      this.questions().some((question) => question.agent === agent) ||
      this.budgets.stops(agent)
    );
  }

  /** What nobody needs the answer of any more. */
  private forget(isOver: (question: QuestionView) => boolean): void {
    for (const [id, question] of this.openQuestions) {
      if (isOver(question)) this.openQuestions.delete(id);
    }
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
