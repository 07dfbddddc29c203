import type { Entry } from "@/event/event";
import { inUnits } from "@/session/budget";
import type { About, Note } from "./item";

type Said = Pick<Note, "agent" | "about" | "words" | "tone">;

/** What words need to know of the facts before. */
export type Before = {
  name(agent: string | null): string;
  /** Who asked; null when that is not known. */
  asker(question: string): string | null;
  /** What a task's agent has claimed last. */
  claimed(task: string): string | undefined;
};

/** What a fact comes to in words; null for those that the panel does not show. */
export function happened(entry: Entry, before: Before): Said | null {
  const said = (
    agent: string | null,
    about: About,
    words: string,
    tone: Note["tone"] = "plain",
  ) => ({
    agent,
    about,
    words,
    tone,
  });
  switch (entry.type) {
    case "plan:made":
      return said(
        null,
        "plan",
        entry.tasks === 1 ? "Planned 1 task" : `Planned ${entry.tasks} tasks`,
      );
    case "plan:changed":
      return said(null, "plan", "Plan changed: " + entry.why);
    case "session:started":
      return said(null, "plan", "Plan approved");
    case "task:assigned":
      return said(
        entry.agent,
        "task",
        `Began ${task(entry.task)}` + (entry.attempt > 1 ? `, attempt ${entry.attempt}` : ""),
      );
    case "task:claimed":
      return said(entry.agent, "task", `Says that ${task(entry.task)} is done: ${entry.result}`);
    case "task:checked":
      return said(entry.agent, "check", checked(entry), CHECK_TONES[entry.standing]);
    case "task:completed":
      return said(
        entry.agent,
        "task",
        completed(entry, before),
        CHECK_TONES[entry.standing ?? "claimed"],
      );
    case "task:failed":
      return said(entry.agent, "task", `${upper(task(entry.task))} failed: ${entry.reason}`, "bad");
    case "desktop:ready":
      return said(entry.agent, "desktop", `Desktop ready in ${entry.millis} ms`);
    case "desktop:lost":
      return said(entry.agent, "desktop", "Desktop lost: " + entry.reason, "bad");
    case "seat:taken":
      return said(entry.agent, "seat", "You have the seat");
    case "seat:returned":
      return said(
        entry.agent,
        "seat",
        `${before.name(entry.agent)} has the seat again: ${entry.why}`,
      );
    case "message:sent":
      return said(entry.agent, "message", entry.text);
    case "note:added":
      return said(entry.agent, "finding", "Noted: " + entry.text);
    case "agent:waiting":
      return said(
        entry.agent,
        "waiting",
        `The model is asked again in about ${Math.round(entry.millis / 1000)} s: ${entry.reason}`,
        "warn",
      );
    case "agent:stuck":
      return said(
        entry.agent,
        "stuck",
        `Gets nowhere: ${entry.reason.replace(/\.$/, "")}; ${RUNGS[entry.rung]}` +
          (entry.approach ? `: ${entry.approach}` : ""),
        entry.rung === "fail" ? "bad" : "warn",
      );
    case "warning:raised":
      return said(
        entry.agent,
        "warning",
        `Careful: ${entry.where} reads like orders to the agent: ${entry.words}`,
        "warn",
      );
    case "budget:reached":
      return said(
        entry.agent,
        "budget",
        `${entry.task === null ? "The session" : upper(task(entry.task))} has used up its budget of ${inUnits(entry.what, entry.limit)}`,
        "needs-you",
      );
    case "budget:raised":
      return said(
        null,
        "budget",
        `The budget of ${entry.task === null ? "the session" : task(entry.task)} was raised by ${entry.by}`,
      );
    case "question:asked":
      return said(entry.agent, "question", "Asks you: " + entry.text, "needs-you");
    case "question:answered":
      return said(
        before.asker(entry.question),
        "question",
        entry.text === null
          ? `Not answered: ${entry.by}`
          : `Answered by ${entry.by}: ${entry.text}`,
      );
    case "approval:asked":
      return said(entry.agent, "approval", "Needs your permission: " + entry.words, "needs-you");
    case "approval:answered":
      return said(
        before.asker(entry.approval),
        "approval",
        `${entry.allowed ? "Allowed" : "Not allowed"} by ${entry.by}`,
      );
    case "artifact:collected":
      return said(entry.agent, "artifact", (entry.left ? "Left out " : "Kept ") + entry.name);
    case "session:paused":
      return said(entry.agent, "pause", "Paused");
    case "session:resumed":
      return said(entry.agent, "pause", "Resumed");
    case "session:recovered":
      return said(null, "recovery", "The server was restarted; the work goes on");
    case "session:continued":
      return said(null, "plan", "Continued: " + entry.prompt);
    case "agent:terminated":
      return said(
        entry.agent,
        "end",
        entry.reason || `Ended: ${entry.status}`,
        entry.status === "failed" ? "bad" : "plain",
      );
    default:
      return null;
  }
}

/** What is done about an agent that gets nowhere. */
const RUNGS = {
  tell: "it was told so",
  look: "it was asked to look closer",
  replan: "it was told to take another approach",
  ask: "it asks you",
  fail: "it gave up",
} as const;

const CHECK_TONES = { verified: "good", claimed: "plain", disputed: "warn" } as const;

function checked(entry: Entry & { type: "task:checked" }): string {
  const found =
    entry.standing === "claimed"
      ? `${upper(task(entry.task))} could not be checked`
      : `Checked ${task(entry.task)}: ${entry.standing}`;
  return entry.reason === "" ? found : `${found}. ${entry.reason}`;
}

function completed(entry: Entry & { type: "task:completed" }, before: Before): string {
  const told = before.claimed(entry.task) === entry.result;
  const how = {
    verified: ", and it was verified",
    claimed: ", not checked",
    disputed: ", accepted although it is disputed",
  }[entry.standing ?? "claimed"];
  return `Completed ${task(entry.task)}${how}` + (entry.result && !told ? `: ${entry.result}` : "");
}

/** `t3` is task 3 to people. */
export function task(id: string): string {
  return "task " + id.replace(/^t(?=\d+$)/, "");
}

function upper(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
