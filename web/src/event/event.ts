import type { Action, Size } from "@/desktop/action";

/**
 * Facts as the server sends them, one shape for REST, Socket.IO and the log; `docs/reference/events.md` says what each
 * means. Facts and fields are added over time: what is not known here is passed over.
 */
export type Entry = Envelope & Fact;

export type Envelope = { seq: number; at: string; sessionId: string };

/** Tokens; `microDollars` is there when their price is known. */
export type Usage = {
  input: number;
  output: number;
  cacheRead: number;
  cacheWrite?: number;
  microDollars?: number;
};
/** How far a completed task's result can be trusted. */
export type Standing = "verified" | "claimed" | "disputed";
export type Budget = {
  steps: number;
  tokens: number;
  time: string;
  microDollars?: number;
  /** What all tasks together may use. */
  session?: Amounts;
};
export type Amounts = { steps?: number; tokens?: number; time?: string; microDollars?: number };
export type GivenFile = { name: string; size: number; sha256: string };
export type PlannedTask = {
  task: string;
  description: string;
  dependsOn: string[];
  done?: string;
};
export type ToolCall = { id: string; name: string; arguments: string };
export type Outcome = "performed" | "stale" | "refused" | "failed" | "unknown";

export type Fact =
  | {
      type: "session:created";
      prompt: string;
      agents: number;
      model: string;
      desktop: string;
      review: boolean;
      keep: boolean;
      budget: Budget;
      check?: boolean;
      /** Names of what a person entrusted to the session. */
      secrets?: string[];
    }
  | { type: "files:given"; files: GivenFile[] }
  | { type: "plan:made"; tasks: number; usage: Usage; until?: string | null }
  | {
      type: "plan:changed";
      why: string;
      tasks: PlannedTask[];
      until?: string | null;
      failed?: string[];
      usage?: Usage;
    }
  | { type: "task:created"; task: string; description: string; dependsOn: string[]; done?: string }
  | { type: "task:assigned"; task: string; agent: string; attempt: number }
  | {
      type: "task:claimed";
      task: string;
      agent: string;
      round: number;
      result: string;
      evidence: string;
      artifacts: string[];
    }
  | {
      type: "task:checked";
      task: string;
      agent: string;
      round: number;
      standing: Standing;
      reason: string;
      usage: Usage;
    }
  | { type: "task:completed"; task: string; agent: string; result: string; standing?: Standing }
  | { type: "task:failed"; task: string; agent: string | null; reason: string }
  | { type: "task:cancelled"; task: string; reason: string }
  | { type: "agent:started"; agent: string; name: string }
  | {
      type: "desktop:ready";
      agent: string;
      desktop: string;
      kind: string;
      size: Size;
      millis: number;
    }
  | { type: "desktop:lost"; agent: string; desktop: string; reason: string }
  | { type: "model:asked"; agent: string; task: string; step: number }
  | {
      type: "agent:reasoning";
      agent: string;
      task: string;
      step: number;
      text: string;
      thinking: { text: string }[];
      calls: ToolCall[];
      usage: Usage;
      millis: number;
    }
  | {
      type: "agent:thinking";
      agent: string;
      task: string;
      step: number;
      call: string;
      words: string;
      action: Action | null;
    }
  | {
      type: "action:performed";
      agent: string | null;
      call: string | null;
      actor: string;
      action: Action | null;
      outcome: Outcome;
      message: string;
      millis: number;
    }
  | {
      type: "screen:seen";
      agent: string;
      call: string | null;
      picture: string;
      mediaType: string;
      size: Size;
      screen: Size;
      scene?: string;
    }
  | {
      type: "screen:zoomed";
      agent: string;
      call: string;
      picture: string;
      mediaType: string;
      size: Size;
      region: { x: number; y: number; width: number; height: number };
    }
  | {
      type: "picture:given";
      agent: string;
      call: string;
      picture: string;
      mediaType: string;
      size: Size;
    }
  | { type: "note:added"; agent: string; task: string; call: string | null; text: string }
  | { type: "agent:waiting"; agent: string; task: string; millis: number; reason: string }
  | {
      type: "agent:stuck";
      agent: string;
      task: string;
      step: number;
      rung: "tell" | "look" | "replan" | "ask" | "fail";
      reason: string;
      approach?: string;
      usage?: Usage;
    }
  | {
      type: "warning:raised";
      agent: string;
      task: string;
      call: string | null;
      where: string;
      words: string;
    }
  | {
      type: "budget:reached";
      agent: string | null;
      task: string | null;
      what: "steps" | "tokens" | "time" | "money";
      used: number;
      limit: number;
      until: string | null;
    }
  | { type: "budget:raised"; task: string | null; more: Amounts; by: string }
  | { type: "seat:taken"; agent: string | null; holder: string; quietSeconds: number }
  | {
      type: "seat:returned";
      agent: string | null;
      why: string;
      actions: number;
      kinds: Record<string, number>;
    }
  | { type: "message:sent"; agent: string | null; text: string }
  | {
      type: "approval:asked";
      approval: string;
      agent: string;
      words: string;
      task: string | null;
      call: string | null;
      tool: string | null;
      until: string | null;
    }
  | { type: "approval:answered"; approval: string; allowed: boolean; by: string }
  | {
      type: "question:asked";
      question: string;
      agent: string;
      task: string;
      why: "agent" | "stuck" | "disputed";
      text: string;
      call: string | null;
      until: string | null;
    }
  | { type: "question:answered"; question: string; text: string | null; by: string }
  | {
      type: "artifact:collected";
      name: string;
      agent: string;
      task: string | null;
      size: number;
      sha256: string | null;
      mediaType: string;
      left?: string | null;
    }
  | { type: "session:started"; by: string }
  | { type: "session:paused"; by: string; agent: string | null; until: string | null }
  | { type: "session:resumed"; by: string; agent: string | null }
  | { type: "session:recovered"; agents: string[] }
  | {
      type: "agent:terminated";
      agent: string;
      status: "done" | "failed" | "stopped";
      reason: string;
    }
  | { type: "session:complete"; status: "completed" | "failed" | "stopped"; reason: string }
  | { type: "session:continued"; prompt: string; by: string }
  | { type: "desktop:opened"; desktop: string; kind: string; size: Size; millis: number }
  | { type: "desktop:closed"; desktop: string; reason: string };

/** A piece of reasoning while a model produces it: no number, never stored, superseded by `agent:reasoning`. */
export type ReasoningDelta = { sessionId: string; agent: string; task: string; text: string };
