import type { Size } from "@/desktop/action";
import type { Entry } from "@/event/event";

/** What an agent did for a while. The first three exclude each other; the others lie over them. */
export type SpanKind = "thinking" | "acting" | "waiting" | "person" | "asking" | "paused";
/** Times are milliseconds since 1970; `to` is null while it goes on. */
export type Span = { kind: SpanKind; from: number; to: number | null };
export type MarkKind = "action" | "began" | "completed" | "failed" | "cancelled" | "lost";
export type Mark = { kind: MarkKind; at: number };
/** A picture that the agent was shown; places of actions after it are in its pixels. */
export type Seen = { at: number; seq: number; hash: string; size: Size };

export type Lane = {
  agent: string;
  /** When it was at work: once, and again each time the session was continued. */
  alive: { from: number; to: number | null }[];
  spans: Span[];
  marks: Mark[];
  seen: Seen[];
};

type Layer = "work" | "person" | "asking" | "paused";

/** A session as time: what each agent did when. Lists grow in place; `version` counts the changes. */
export class Lanes {
  from = 0;
  /** The time of the last fact. */
  to = 0;
  version = 0;
  /** When anything happened, in order. */
  readonly moments: number[] = [];
  private readonly byAgent = new Map<string, Lane>();
  private readonly open = new Map<string, Map<Layer, Span>>();
  private readonly tasks = new Map<string, string>();
  /** Who asked, by permission and question. */
  private readonly askers = new Map<string, string>();

  all(): Lane[] {
    return [...this.byAgent.values()];
  }

  lane(agent: string): Lane | undefined {
    return this.byAgent.get(agent);
  }

  apply(entry: Entry): void {
    const at = this.moment(entry.at);
    switch (entry.type) {
      case "agent:started":
        this.begun(entry.agent).alive.push({ from: at, to: null });
        return;
      case "model:asked":
        return this.turn(entry.agent, "work", "thinking", at);
      case "agent:reasoning":
        return this.turn(entry.agent, "work", null, at);
      case "agent:thinking":
        if (entry.action !== null) this.mark(entry.agent, "action", at);
        return this.turn(
          entry.agent,
          "work",
          entry.action?.type === "wait" ? "waiting" : "acting",
          at,
        );
      case "action:performed":
        if (entry.call !== null) this.turn(entry.agent, "work", null, at);
        return;
      case "screen:seen":
        this.byAgent
          .get(entry.agent)
          ?.seen.push({ at, seq: entry.seq, hash: entry.picture, size: entry.size });
        return;
      case "task:assigned":
        this.tasks.set(entry.task, entry.agent);
        return this.mark(entry.agent, "began", at);
      case "task:completed":
        return this.mark(entry.agent, "completed", at);
      case "task:failed":
        return this.mark(entry.agent, "failed", at);
      case "task:cancelled":
        return this.mark(this.tasks.get(entry.task) ?? null, "cancelled", at);
      case "desktop:lost":
        this.turn(entry.agent, "work", null, at);
        return this.mark(entry.agent, "lost", at);
      default:
        return this.steered(entry, at);
    }
  }

  /** What people do, and how it ends. */
  private steered(entry: Entry, at: number): void {
    switch (entry.type) {
      case "seat:taken":
        return this.turn(entry.agent, "person", entry.holder === "human" ? "person" : null, at);
      case "seat:returned":
        return this.turn(entry.agent, "person", null, at);
      case "approval:asked":
        this.askers.set(entry.approval, entry.agent);
        return this.turn(entry.agent, "asking", "asking", at);
      case "approval:answered":
        return this.turn(this.askers.get(entry.approval) ?? null, "asking", null, at);
      case "question:asked":
        this.askers.set(entry.question, entry.agent);
        return this.turn(entry.agent, "asking", "asking", at);
      case "question:answered":
        return this.turn(this.askers.get(entry.question) ?? null, "asking", null, at);
      case "session:paused":
      case "session:resumed": {
        const kind = entry.type === "session:paused" ? "paused" : null;
        const agents = entry.agent === null ? this.atWork() : [entry.agent];
        return agents.forEach((agent) => this.turn(agent, "paused", kind, at));
      }
      case "agent:terminated":
        return this.ended(entry.agent, at);
      case "session:complete":
        return this.atWork().forEach((agent) => this.ended(agent, at));
      default:
        return;
    }
  }

  /** The time of a fact; never before that of the fact before, whatever a clock did. */
  private moment(text: string): number {
    const parsed = Date.parse(text);
    this.to = Math.max(this.to, Number.isNaN(parsed) ? 0 : parsed);
    if (this.from === 0) this.from = this.to;
    if (this.moments.at(-1) !== this.to) this.moments.push(this.to);
    this.version++;
    return this.to;
  }

  private begun(agent: string): Lane {
    let lane = this.byAgent.get(agent);
    if (lane === undefined) {
      lane = { agent, alive: [], spans: [], marks: [], seen: [] };
      this.byAgent.set(agent, lane);
      this.open.set(agent, new Map());
    }
    return lane;
  }

  private atWork(): string[] {
    return this.all()
      .filter((lane) => lane.alive.at(-1)?.to === null)
      .map((lane) => lane.agent);
  }

  private ended(agent: string, at: number): void {
    const alive = this.byAgent.get(agent)?.alive.at(-1);
    if (alive !== undefined) alive.to ??= at;
    for (const layer of ["work", "person", "asking", "paused"] as const)
      this.turn(agent, layer, null, at);
  }

  private turn(agent: string | null, layer: Layer, kind: SpanKind | null, at: number): void {
    const lane = agent === null ? undefined : this.byAgent.get(agent);
    const open = lane === undefined ? undefined : this.open.get(lane.agent);
    if (lane === undefined || open === undefined) return;
    const before = open.get(layer);
    if (before !== undefined) before.to = at;
    open.delete(layer);
    if (kind === null) return;
    const span: Span = { kind, from: at, to: null };
    open.set(layer, span);
    lane.spans.push(span);
  }

  private mark(agent: string | null, kind: MarkKind, at: number): void {
    if (agent !== null) this.byAgent.get(agent)?.marks.push({ kind, at });
  }
}
