import type { Amounts, Standing } from "@/event/event";

/** A session as REST sends it (`GET /api/sessions/{id}`); the fold in this folder makes the same from the facts. */
export type SessionView = {
  id: string;
  prompt: string;
  status: SessionStatus;
  reason: string | null;
  createdAt: string;
  endedAt: string | null;
  tasks: TaskView[];
  agents: AgentView[];
  artifacts: ArtifactView[];
  usage: UsageView;
  seq: number;
  prompts: string[];
  approvals: ApprovalView[];
  deadline: string | null;
  /** What came with the prompt, and lies in every desktop's home folder. */
  files: FileView[];
  /** Agents that wait for a person's words. */
  questions: QuestionView[];
  /** What agents found. */
  notes: NoteView[];
  budget: BudgetView;
};

export type SessionStatus =
  "planning" | "review" | "running" | "paused" | "completed" | "failed" | "stopped";
export type TaskStatus = "pending" | "assigned" | "completed" | "failed" | "cancelled";
export type AgentStatus =
  "starting" | "thinking" | "acting" | "waiting" | "paused" | "done" | "failed" | "stopped";

export type TaskView = {
  id: string;
  description: string;
  status: TaskStatus;
  agent: string | null;
  dependsOn: string[];
  result: string | null;
  reason: string | null;
  verified: boolean;
  /** How anybody can tell that it is done. */
  done: string | null;
  /** How far the result of a completed task can be trusted. */
  standing: Standing | null;
  /** What the last check of its result said. */
  checked: string | null;
  /** It failed, and other tasks were planned in its place. */
  superseded: boolean;
};

export type AgentView = {
  id: string;
  name: string;
  status: AgentStatus;
  task: string | null;
  desktop: string | null;
  holder: "agent" | "human";
  reason: string | null;
  usage: UsageView;
};

export type ArtifactView = {
  name: string;
  agent: string;
  task: string | null;
  size: number;
  sha256: string | null;
  type: string;
  left?: string;
};

/** What a session may use; the budgets in `reached` are used up and wait for a person. */
export type BudgetView = { task: Amounts; session: Amounts | null; reached: ReachedBudget[] };

export type ReachedBudget = {
  agent: string | null;
  task: string | null;
  what: "steps" | "tokens" | "time" | "money";
  used: number;
  limit: number;
  until: string | null;
};

export type FileView = { name: string; size: number };

export type UsageView = {
  input: number;
  output: number;
  cacheRead: number;
  cacheWrite: number;
  steps: number;
  /** In dollars; null when no price is known. */
  cost: number | null;
};

export type ApprovalView = {
  id: string;
  agent: string;
  task: string | null;
  tool: string | null;
  words: string;
  until: string | null;
};

export type QuestionView = {
  id: string;
  agent: string;
  task: string;
  why: "agent" | "stuck" | "disputed";
  text: string;
  until: string | null;
};

export type NoteView = { agent: string; task: string; text: string; at: string };

export function hasEnded(status: SessionStatus): boolean {
  return status === "completed" || status === "failed" || status === "stopped";
}

export function agentHasEnded(status: AgentStatus): boolean {
  return status === "done" || status === "failed" || status === "stopped";
}
