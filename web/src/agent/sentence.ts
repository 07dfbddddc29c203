import type { Action } from "@/desktop/action";
import type { Outcome } from "@/event/event";
import type { Step } from "./steps";

/** What a step is drawn with. */
export type Kind =
  | "click"
  | "move"
  | "drag"
  | "scroll"
  | "type"
  | "key"
  | "wait"
  | "look"
  | "command"
  | "read"
  | "write"
  | "note"
  | "ask"
  | "secret"
  | "finish"
  | "fail"
  | "say"
  | "server"
  | "tool";

/** A step in words: what was done, and with what, which is set in another type. */
export type Sentence = { kind: Kind; done: string; what: string };

/** The primary line of a step: "Clicked" "640, 400"; while it goes on "Clicking" "640, 400". */
export function sentence(step: Pick<Step, "action" | "tool" | "words" | "outcome">): Sentence {
  if (step.action !== null) return ofAction(step.action, step.outcome === null);
  return ofWords(step.tool, step.words, step.outcome === null);
}

function ofAction(action: Action, goesOn: boolean): Sentence {
  const say = (kind: Kind, done: string, doing: string, what: string): Sentence => ({
    kind,
    done: goesOn ? doing : done,
    what,
  });
  const at = "x" in action ? `${action.x}, ${action.y}` : "";
  switch (action.type) {
    case "click":
    case "double_click":
    case "triple_click": {
      const before = [
        ...(action.button === "left" ? [] : [action.button]),
        ...(action.type === "click" ? [] : [action.type.replace("_click", "")]),
      ].join("-");
      const hyphened = (word: string) => (before === "" ? upper(word) : `${upper(before)}-${word}`);
      return say("click", hyphened("clicked"), hyphened("clicking"), at + held(action.modifiers));
    }
    case "mouse_down":
      return say("click", "Held the button down at", "Holding the button down at", at);
    case "mouse_up":
      return say("click", "Released the button at", "Releasing the button at", at);
    case "move":
      return say("move", "Moved to", "Moving to", at);
    case "drag": {
      const ends = [action.path[0], action.path.at(-1)].filter((it) => it !== undefined);
      const path = ends.map((it) => `${it.x}, ${it.y}`).join(" → ");
      return say("drag", "Dragged", "Dragging", path + held(action.modifiers));
    }
    case "scroll": {
      const way = ` ${action.direction}`;
      return say(
        "scroll",
        `Scrolled${way}`,
        `Scrolling${way}`,
        String(action.ticks) + held(action.modifiers),
      );
    }
    case "type":
      // A last line break would leave the quote alone on a line.
      return say("type", "Typed", "Typing", `"${action.text.replace(/\n$/, "↵")}"`);
    case "type_secret": {
      const what =
        action.what === "code" ? `the code of ${action.name}` : `the secret ${action.name}`;
      return say("secret", "Typed", "Typing", what);
    }
    case "press": {
      const times =
        action.times === undefined || action.times === 1 ? "" : ` ${action.times} times`;
      return say("key", "Pressed", "Pressing", action.keys + times);
    }
    case "hold":
      return say("key", "Held", "Holding", `${action.keys} for ${seconds(action.millis)}`);
    case "wait":
      return say("wait", "Waited", "Waiting", seconds(action.millis));
  }
}

function held(modifiers: string[]): string {
  return modifiers.length === 0 ? "" : ` with ${modifiers.join("+")}`;
}

function seconds(millis: number): string {
  return millis < 1_000 ? `${millis} ms` : `${Math.round(millis / 100) / 10} s`;
}

const OF_TOOL: Record<string, Kind> = {
  run_command: "command",
  read_file: "read",
  write_file: "write",
  screenshot: "look",
  zoom: "look",
  cursor_position: "look",
  note: "note",
  ask_human: "ask",
  type_secret: "secret",
  finish: "finish",
  fail: "fail",
};

/** The server words what touches no screen as if it had been done. */
const GOES_ON: Record<string, string> = {
  Ran: "Running",
  Read: "Reading",
  Wrote: "Writing",
  Looked: "Looking",
};

/** Whether a tool is another server's: no name of ours has two underscores. */
export function isOfServer(tool: string | null): boolean {
  return tool !== null && tool.includes("__");
}

/** "Used search of brave: {...}", as the server words it. */
function ofServer(words: string, goesOn: boolean): Sentence {
  const [, done = words, what = ""] = /^([^:]*): ([\s\S]*)$/.exec(words) ?? [];
  const said = goesOn ? done.replace(/^Used /, "Using ") : done;
  return { kind: "server", done: upper(said), what: what === "{}" ? "" : what };
}

/** Tools that touch no screen say in their own words what they do: "Ran `ls`". */
function ofWords(tool: string | null, words: string, goesOn: boolean): Sentence {
  if (tool === null) return { kind: "say", done: upper(words), what: "" };
  if (isOfServer(tool)) return ofServer(words, goesOn);
  const kind = OF_TOOL[tool] ?? "tool";
  if (kind === "note") return { kind, done: goesOn ? "Noting" : "Noted", what: "" };
  if (kind === "ask") return { kind, done: goesOn ? "Asking you" : "Asked you", what: "" };
  if (kind === "finish") return { kind, done: "Says that it is done", what: "" };
  const [first = "", ...rest] = words.split(" ");
  const done = upper((goesOn && GOES_ON[first]) || first);
  const after = rest.join(" ");
  const quoted = /^`([\s\S]*)`$/.exec(after);
  if (quoted !== null) return { kind, done, what: quoted[1]! };
  if (kind === "read" || kind === "write") return { kind, done, what: after };
  return { kind, done: `${done} ${after}`.trim(), what: "" };
}

function upper(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Why something was not simply done: what the model was told, without what is for the model alone. */
export function why(message: string): string {
  return message
    .replace(/^(Not performed|Not done|Failed): /, "")
    .replace(/( It will not be done later: decide again\.| Look again\.)$/, "")
    .trim();
}

/** What to say of an outcome that is not just "it was done"; null when there is nothing to say. */
export function trouble(outcome: Outcome | null): { word: string; tone: string } | null {
  switch (outcome) {
    case null:
    case "performed":
      return null;
    case "stale":
      return { word: "Held back", tone: "text-warning" };
    case "refused":
      return { word: "Not done", tone: "text-warning" };
    case "failed":
      return { word: "Failed", tone: "text-destructive" };
    case "unknown":
      return { word: "Outcome unknown", tone: "text-warning" };
  }
}
