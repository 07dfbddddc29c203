import type { Action } from "@/desktop/action";
import type { Outcome, Usage } from "@/event/event";

/**
 * What the thinking panel shows, in order. A `step` is one thing that an agent did (or said, when its reply called no
 * tool); `reasoning` is there on the first step of a reply. A `note` is something that happened around it.
 * Items are replaced, never changed, so that drawing one again is needed only when it is another object.
 */
export type Item = Step | Note;

export type Step = {
  kind: "step";
  /** The number of the fact that began it: its key. */
  seq: number;
  at: string;
  agent: string;
  task: string;
  /** Counts the model's replies within a task's attempt, from 1. */
  step: number;
  /** The tool's name; null for a reply that called none. */
  tool: string | null;
  words: string;
  action: Action | null;
  /** Null while it goes on. */
  outcome: Outcome | null;
  message: string;
  /** How long it took; null while it goes on. */
  millis: number | null;
  reasoning: string;
  /** How long the model took to answer, and what that took; on the first step of a reply alone. */
  thoughtMillis: number | null;
  usage: Usage | null;
  /** What it says to people: a finding, a question, what was done. */
  told: Told | null;
  /** The picture seen after it, by its hash, and the number of that fact; `part`: of the screen, in its own pixels. */
  picture: { seq: number; hash: string; part?: true } | null;
};

/** `evidence` is how the agent knows; `files` are those that it names. */
export type Told = { text: string; evidence: string; files: string[] };

export type Note = {
  kind: "note";
  seq: number;
  at: string;
  /** Null when it is about all agents. */
  agent: string | null;
  about: About;
  words: string;
  /** What a person should not overlook. */
  tone: "plain" | "good" | "warn" | "bad" | "needs-you";
};

export type About =
  | "task"
  | "check"
  | "finding"
  | "stuck"
  | "waiting"
  | "warning"
  | "desktop"
  | "seat"
  | "message"
  | "pause"
  | "approval"
  | "question"
  | "budget"
  | "artifact"
  | "plan"
  | "person"
  | "recovery"
  | "end";
