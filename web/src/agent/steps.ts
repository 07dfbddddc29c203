import type { Action } from "@/desktop/action";
import type { Entry, Outcome } from "@/event/event";
import { happened } from "./happened";

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
  /** How long the model took to answer; on the first step of a reply alone. */
  thoughtMillis: number | null;
  /** The picture seen after it, by its hash, and the number of that fact. */
  picture: { seq: number; hash: string } | null;
};

export type Note = {
  kind: "note";
  seq: number;
  at: string;
  /** Null when it is about all agents. */
  agent: string | null;
  about: About;
  words: string;
  /** What a person should not overlook. */
  tone: "plain" | "good" | "bad" | "needs-you";
};

export type About =
  | "task"
  | "desktop"
  | "seat"
  | "message"
  | "pause"
  | "approval"
  | "artifact"
  | "plan"
  | "person"
  | "recovery"
  | "end";

type Reply = { text: string; calls: Map<string, string>; millis: number; used: boolean };

/** The items of one session, all agents in one list; `ofAgent` has those of one and those about all. */
export class Steps {
  private readonly all: Item[] = [];
  private readonly perAgent = new Map<string, Item[]>();
  /** Where a call's step stands, by agent and call, until it is replaced by a later call of the same name. */
  private readonly open = new Map<string, Step>();
  private readonly lastStep = new Map<string, Step>();
  private readonly replies = new Map<string, Reply>();
  private readonly places = new Map<number, Map<Item[], number>>();

  items(): readonly Item[] {
    return this.all;
  }

  ofAgent(agent: string): readonly Item[] {
    return this.listOf(agent);
  }

  apply(entry: Entry, name: (agent: string | null) => string): void {
    switch (entry.type) {
      case "agent:started":
        this.listOf(entry.agent);
        return;
      case "agent:reasoning":
        return this.replied(entry);
      case "agent:thinking":
        return this.begun(entry);
      case "action:performed":
        return this.performed(entry);
      case "screen:seen":
        return this.seen(entry);
      default:
        return this.noted(entry, name);
    }
  }

  private replied(entry: Entry & { type: "agent:reasoning" }): void {
    const thoughts = entry.thinking.map((it) => it.text).filter((it) => it !== "");
    const text = [...thoughts, entry.text].filter((it) => it !== "").join("\n\n");
    const calls = new Map(entry.calls.map((it) => [it.id, it.name]));
    this.replies.set(entry.agent, { text, calls, millis: entry.millis, used: false });
    if (entry.calls.length > 0) return;
    const { seq, at, agent, task, step } = entry;
    this.add({
      ...{
        kind: "step",
        seq,
        at,
        agent,
        task,
        step,
        tool: null,
        action: null,
        message: "",
        millis: null,
      },
      words: "answered without doing anything",
      outcome: "performed",
      reasoning: text,
      thoughtMillis: entry.millis,
      picture: null,
    });
  }

  private begun(entry: Entry & { type: "agent:thinking" }): void {
    const reply = this.replies.get(entry.agent);
    const first = reply !== undefined && !reply.used;
    if (first) reply.used = true;
    const { seq, at, agent, task, step, words, action } = entry;
    if (isGlance(reply?.calls.get(entry.call) ?? null, words)) return;
    const begun: Step = {
      ...{
        kind: "step",
        seq,
        at,
        agent,
        task,
        step,
        words,
        action,
        message: "",
        millis: null,
        picture: null,
      },
      tool: reply?.calls.get(entry.call) ?? null,
      outcome: null,
      reasoning: first ? reply.text : "",
      thoughtMillis: first ? reply.millis : null,
    };
    this.open.set(key(agent, entry.call), begun);
    this.lastStep.set(agent, begun);
    this.add(begun);
  }

  private performed(entry: Entry & { type: "action:performed" }): void {
    const { agent, call, outcome, message, millis } = entry;
    const step = agent !== null && call !== null ? this.open.get(key(agent, call)) : undefined;
    if (step !== undefined) return this.replace(step, { outcome, message, millis });
    if (entry.action === null) return;
    const words = `${entry.actor}: ${entry.action.type.replace("_", " ")}`;
    this.add({
      kind: "note",
      seq: entry.seq,
      at: entry.at,
      agent,
      about: "person",
      words,
      tone: "plain",
    });
  }

  private seen(entry: Entry & { type: "screen:seen" }): void {
    const step =
      (entry.call === null ? undefined : this.open.get(key(entry.agent, entry.call))) ??
      this.lastStep.get(entry.agent);
    if (step !== undefined)
      this.replace(step, { picture: { seq: entry.seq, hash: entry.picture } });
  }

  private noted(entry: Entry, name: (agent: string | null) => string): void {
    const said = happened(entry, name);
    if (said !== null) this.add({ kind: "note", seq: entry.seq, at: entry.at, ...said });
  }

  private listOf(agent: string): Item[] {
    let list = this.perAgent.get(agent);
    if (list === undefined) {
      // What was about everybody so far is about this one, too.
      list = this.all.filter((item) => item.agent === null);
      list.forEach((item, i) => this.places.get(item.seq)?.set(list!, i));
      this.perAgent.set(agent, list);
    }
    return list;
  }

  private add(item: Item): void {
    const lists = item.agent === null ? [...this.perAgent.values()] : [this.listOf(item.agent)];
    const where = new Map<Item[], number>();
    for (const list of [this.all, ...lists]) {
      where.set(list, list.length);
      list.push(item);
    }
    this.places.set(item.seq, where);
  }

  private replace(step: Step, by: Partial<Step>): void {
    const current = this.all[this.places.get(step.seq)?.get(this.all) ?? -1];
    if (current === undefined || current.kind !== "step") return;
    const next = { ...current, ...by };
    this.places.get(step.seq)?.forEach((at, list) => (list[at] = next));
  }
}

/**
 * How a model that cannot see looks whether a window is there or a command has ended: by what the desktop itself writes
 * down about that. Several times a second, and no step to anybody.
 */
function isGlance(tool: string | null, words: string): boolean {
  return tool === "read_file" && words.startsWith("Read .manyhands/");
}

function key(agent: string, call: string): string {
  return `${agent} ${call}`;
}
