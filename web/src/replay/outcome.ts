import type { Agent } from "@/agent/agents";
import { task } from "@/agent/happened";
import type { SessionStatus } from "@/session/view";
import { hasEnded } from "@/session/view";
import type { Task } from "@/whiteboard/whiteboard";
import { standings } from "@/whiteboard/words";

/** What became of one agent's tasks; those of nobody have `agent` null. */
export type Group = { agent: Agent | null; tasks: Task[] };

/** Agents in their order, also those that were given nothing, then what no agent ever had. */
export function groups(tasks: readonly Task[], agents: readonly Agent[]): Group[] {
  const known = new Set(agents.map((agent) => agent.id));
  const found: Group[] = agents.map((agent) => ({
    agent,
    tasks: tasks.filter((task) => task.agent === agent.id),
  }));
  const nobodys = tasks.filter((task) => task.agent === null || !known.has(task.agent));
  return nobodys.length === 0 ? found : [...found, { agent: null, tasks: nobodys }];
}

/** The outcome in one sentence or two. */
export function headline(
  status: SessionStatus,
  reason: string | null,
  tasks: readonly Task[],
): string {
  const done = tasks.filter((task) => task.status === "completed").length;
  const all = tasks.filter((task) => !task.superseded).length;
  switch (status) {
    case "completed":
      return `${all === 1 ? "The task is done" : `All ${all} tasks are done`}${trust(tasks)}.`;
    case "failed":
      return reason === null ? `${done} of ${all} tasks were done.` : sentence(reason);
    case "stopped":
      return `${sentence(reason ?? "stopped by a person")} ${partly(done, all)}`.trim();
    case "planning":
      return "The prompt is being split into tasks.";
    case "review":
      return "The plan waits for you: look at it and start the work.";
    case "paused":
      return `The work stands still. ${partly(done, all)}`;
    case "running":
      return `The work goes on. ${partly(done, all)}`;
  }
}

/** How far the results can be trusted: ` and verified`, or how many are what. */
function trust(tasks: readonly Task[]): string {
  const { verified, claimed, disputed } = standings(tasks);
  if (verified + claimed + disputed === 0) return "";
  if (claimed + disputed === 0) return " and verified";
  if (verified + disputed === 0) return `; nobody has checked ${claimed === 1 ? "it" : "them"}`;
  const parts = [
    verified > 0 ? `${verified} verified` : "",
    claimed > 0 ? `${claimed} not checked` : "",
    disputed > 0 ? `${disputed} disputed` : "",
  ];
  return ": " + parts.filter((it) => it !== "").join(", ");
}

/** What the server says when a provider takes no key, or no money is left: no other prompt helps then. */
const OF_ACCOUNT = /\b(key|credit|spend limit|to be paid)\b/i;

/** The one thing to try; null when all went well, or it is too early to say. */
export function advice(
  status: SessionStatus,
  reason: string | null,
  tasks: readonly Task[],
): string | null {
  if (status === "stopped")
    return "Continue with what is left, or run it again from the beginning.";
  if (status !== "failed") return null;
  if (reason !== null && OF_ACCOUNT.test(reason))
    return `Put that right (a new key is read when the server starts), then ${tasks.length === 0 ? "run it again" : "continue with what is left"}.`;
  if (tasks.length === 0) return "Change the prompt and try again.";
  return tasks.some((task) => task.status === "failed" && task.agent !== null)
    ? "See below what the screen showed then, and continue with a prompt that takes another way."
    : "Continue with what is left, or run it again from the beginning.";
}

function partly(done: number, all: number): string {
  if (all === 0) return "";
  return done === 1 ? `1 of ${all} tasks is done.` : `${done} of ${all} tasks are done.`;
}

/** A reason as the server words it, as sentences; `t3` is task 3 to people. */
export function sentence(words: string): string {
  const trimmed = words
    .trim()
    .replace(/(?<=^|\. )t\d+(?=: )/g, (id) => task(id).replace("task", "Task"));
  if (trimmed === "") return "";
  const begun = trimmed[0]!.toUpperCase() + trimmed.slice(1);
  return /[.!?…]$/.test(begun) ? begun : begun + ".";
}

/** Time at work: the runs of a session without what lay between them. */
export function worked(runs: readonly { from: string; to: string | null }[], now: number): number {
  return runs.reduce(
    (sum, run) =>
      sum + Math.max(0, (run.to === null ? now : Date.parse(run.to)) - Date.parse(run.from)),
    0,
  );
}

/** True while the figures still move. */
export function goesOn(status: SessionStatus): boolean {
  return !hasEnded(status);
}
