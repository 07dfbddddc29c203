import { Agents, type Agent } from "@/agent/agents";
import { Steps } from "@/agent/steps";
import type { Budget, Entry, ReasoningDelta } from "@/event/event";
import { Rounds } from "@/whiteboard/rounds";
import { Whiteboard } from "@/whiteboard/whiteboard";
import { Lanes } from "@/replay/lanes";
import { Meter } from "./meter";
import { Orders } from "./orders";
import type {
  ArtifactView,
  FileView,
  NoteView,
  SessionStatus,
  SessionView,
  UsageView,
} from "./view";

export type Opened = {
  agents: number;
  model: string;
  desktop: string;
  review: boolean;
  keep: boolean;
  budget: Budget;
  check?: boolean;
  /** The names of what the session was entrusted with. */
  secrets?: string[];
};

/** What an agent is thinking right now: since when, and what of it has streamed so far. */
export type Thought = { since: string; task: string; text: string };

/** As much of a streaming thought as anybody reads before the whole is there. */
const THOUGHT_LIMIT = 50_000;

/** What the facts of one session add up to, as in the server: the only source of what this page shows of it. */
export class SessionFold {
  readonly whiteboard = new Whiteboard();
  readonly rounds = new Rounds();
  readonly orders = new Orders();
  readonly agents = new Agents(this.orders);
  readonly steps = new Steps();
  readonly lanes = new Lanes();
  readonly thoughts = new Map<string, Thought>();
  readonly prompts: string[] = [];
  files: FileView[] = [];
  /** What agents wrote on the whiteboard, in its order; a new list with each. */
  notes: readonly NoteView[] = [];
  readonly messages: { seq: number; at: string; agent: string | null; text: string }[] = [];
  /** The number of the fact by which each agent's model was asked last: messages before it were read. */
  readonly asked = new Map<string, number>();
  /** What it used, and each of its agents. */
  readonly meter = new Meter();
  /** From when to when there was work: once, and once more each time it was continued. */
  readonly runs: { from: string; to: string | null }[] = [];
  opened: Opened | null = null;
  createdAt = "";
  endedAt: string | null = null;
  seq = 0;
  private id = "";
  private closed: { status: SessionStatus; reason: string } | null = null;
  private planned = false;
  private readonly artifacts = new Map<string, ArtifactView>();

  apply(entry: Entry): void {
    if (entry.seq <= this.seq) return;
    this.seq = entry.seq;
    this.orders.apply(entry);
    this.whiteboard.apply(entry);
    this.rounds.apply(entry);
    this.agents.apply(entry);
    this.steps.apply(entry, (agent) => this.nameOf(agent));
    this.lanes.apply(entry);
    this.meter.apply(entry);
    this.take(entry);
  }

  private take(entry: Entry): void {
    switch (entry.type) {
      case "session:created":
        this.id = entry.sessionId;
        this.createdAt = entry.at;
        this.prompts.push(entry.prompt);
        this.runs.push({ from: entry.at, to: null });
        this.opened = entry;
        return;
      case "files:given":
        this.files = entry.files.map(({ name, size }) => ({ name, size }));
        return;
      case "session:continued":
        this.prompts.push(entry.prompt);
        this.runs.push({ from: entry.at, to: null });
        this.planned = false;
        this.closed = null;
        this.endedAt = null;
        return;
      case "session:complete":
        this.closed = { status: entry.status, reason: entry.reason };
        this.endedAt = entry.at;
        this.runs.push({ from: this.runs.pop()?.from ?? entry.at, to: entry.at });
        this.thoughts.clear();
        return;
      case "plan:made":
        this.planned = true;
        return;
      case "model:asked":
        this.asked.set(entry.agent, entry.seq);
        this.thoughts.set(entry.agent, { since: entry.at, task: entry.task, text: "" });
        return;
      case "agent:reasoning":
        this.thoughts.delete(entry.agent);
        return;
      case "agent:terminated":
        this.thoughts.delete(entry.agent);
        return;
      case "message:sent":
        this.messages.push({ seq: entry.seq, at: entry.at, agent: entry.agent, text: entry.text });
        return;
      case "note:added": {
        const { agent, task, text } = entry;
        this.notes = [...this.notes, { agent, task, text, at: entry.at }];
        return;
      }
      case "artifact:collected": {
        const { name, agent, task, size, sha256, mediaType, left } = entry;
        this.artifacts.set(name, {
          name,
          agent,
          task,
          size,
          sha256,
          type: mediaType,
          ...(left ? { left } : {}),
        });
        return;
      }
      default:
        return;
    }
  }

  /** How many files were made so far, also those that were left out. */
  artifactCount(): number {
    return this.artifacts.size;
  }

  /** A piece of reasoning; false when nobody asked for it, or the whole is there already. */
  stream(delta: ReasoningDelta): boolean {
    const thought = this.thoughts.get(delta.agent);
    if (thought === undefined || thought.text.length > THOUGHT_LIMIT) return false;
    this.thoughts.set(delta.agent, { ...thought, text: thought.text + delta.text });
    return true;
  }

  /** What the models' replies cost together, in dollars; null while nobody says. */
  get cost(): number | null {
    return this.meter.all.cost;
  }

  /** Tokens and replies so far. */
  get used(): UsageView {
    return this.meter.all;
  }

  /** Why it ended as it did, in the server's words; null while it goes on. */
  get reason(): string | null {
    return this.closed?.reason || null;
  }

  nameOf(agent: string | null): string {
    if (agent === null) return "all agents";
    return this.agents.all().find((it) => it.id === agent)?.name ?? agent;
  }

  agent(id: string): Agent | undefined {
    return this.agents.all().find((it) => it.id === id);
  }

  status(): SessionStatus {
    if (this.closed !== null) return this.closed.status;
    if (this.orders.paused !== null) return "paused";
    if (this.orders.review !== null) return "review";
    return this.planned ? "running" : "planning";
  }

  /** The same as the server's answer to `GET /api/sessions/{id}` after the same fact. */
  view(): SessionView {
    return {
      id: this.id,
      prompt: this.prompts[0] ?? "",
      status: this.status(),
      reason: this.reason,
      createdAt: this.createdAt,
      endedAt: this.endedAt,
      tasks: this.whiteboard
        .tasks()
        .map(({ attempts: _, startedAt: __, endedAt: ___, endedSeq: ____, ...task }) => task),
      agents: this.agents.all().map((it) => ({
        id: it.id,
        name: it.name,
        status: it.status,
        task: it.task,
        desktop: it.desktop,
        holder: it.holder,
        reason: it.reason,
        usage: this.meter.of(it.id),
      })),
      artifacts: [...this.artifacts.values()],
      usage: this.meter.all,
      seq: this.seq,
      prompts: [...this.prompts],
      approvals: this.orders.approvals(),
      deadline: this.orders.deadline(),
      files: this.files,
      questions: this.orders.questions(),
      notes: [...this.notes],
      budget: this.orders.budgets.view(),
    };
  }
}
