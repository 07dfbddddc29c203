import type { Entry, Usage } from "@/event/event";
import { happened } from "./happened";
import type { Item, Step, Told } from "./item";

export type { About, Item, Note, Step } from "./item";

type Reply = {
  text: string;
  calls: Map<string, string>;
  millis: number;
  usage: Usage;
  used: boolean;
};

/** The items of one session, all agents in one list; `ofAgent` has those of one and those about all. */
export class Steps {
  private readonly all: Item[] = [];
  private readonly perAgent = new Map<string, Item[]>();
  /** Where a call's step stands, by agent and call, until it is replaced by a later call of the same name. */
  private readonly open = new Map<string, Step>();
  private readonly lastStep = new Map<string, Step>();
  private readonly replies = new Map<string, Reply>();
  /** Who waits for an answer, by question and permission. */
  private readonly askers = new Map<string, string>();
  /** What was claimed last of each task. */
  private readonly claimed = new Map<string, string>();
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
      case "screen:zoomed":
      case "picture:given":
        return this.pictured(entry);
      case "note:added":
        if (this.tells(entry.agent, entry.call, entry.text)) return;
        return this.noted(entry, name);
      case "task:claimed":
        if (this.claims(entry)) return;
        return this.noted(entry, name);
      default:
        return this.noted(entry, name);
    }
  }

  private replied(entry: Entry & { type: "agent:reasoning" }): void {
    const thoughts = entry.thinking.map((it) => it.text).filter((it) => it !== "");
    const text = [...thoughts, entry.text].filter((it) => it !== "").join("\n\n");
    const calls = new Map(entry.calls.map((it) => [it.id, it.name]));
    const { millis, usage } = entry;
    this.replies.set(entry.agent, { text, calls, millis, usage, used: false });
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
      thoughtMillis: millis,
      usage,
      told: null,
      picture: null,
    });
  }

  private begun(entry: Entry & { type: "agent:thinking" }): void {
    const reply = this.replies.get(entry.agent);
    const first = reply !== undefined && !reply.used;
    if (first) reply.used = true;
    const { seq, at, agent, task, step, words, action } = entry;
    const tool = reply?.calls.get(entry.call) ?? null;
    if (isGlance(tool, words)) return;
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
      tool,
      outcome: null,
      reasoning: first ? reply.text : "",
      thoughtMillis: first ? reply.millis : null,
      usage: first ? reply.usage : null,
      told: toldBy(tool, words),
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

  /** A part of the screen, or what another server gave; of several pictures, the last. */
  private pictured(entry: Entry & { type: "screen:zoomed" | "picture:given" }): void {
    const { agent, call, seq, picture } = entry;
    const step = this.open.get(key(agent, call));
    if (step !== undefined) this.replace(step, { picture: { seq, hash: picture, part: true } });
  }

  /** The whole of what a call tells people, of which its words have the beginning; false when there is no such step. */
  private tells(agent: string, call: string | null, text: string): boolean {
    const step = call === null ? undefined : this.open.get(key(agent, call));
    if (step === undefined) return false;
    this.replace(step, { told: { text, evidence: "", files: [] } });
    return true;
  }

  /** A claim is told by the step that made it. */
  private claims({ agent, ...claim }: Entry & { type: "task:claimed" }): boolean {
    this.claimed.set(claim.task, claim.result);
    const step = this.lastStep.get(agent);
    if (step?.tool !== "finish" || step.task !== claim.task) return false;
    const { result, evidence, artifacts } = claim;
    this.replace(step, { told: { text: result, evidence, files: artifacts } });
    return true;
  }

  private noted(entry: Entry, name: (agent: string | null) => string): void {
    if (entry.type === "approval:asked") this.askers.set(entry.approval, entry.agent);
    else if (entry.type === "question:asked") this.askers.set(entry.question, entry.agent);
    const said = happened(entry, {
      name,
      asker: (question) => this.askers.get(question) ?? null,
      claimed: (task) => this.claimed.get(task),
    });
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

/** Tools whose words are for people: what comes after the colon. */
function toldBy(tool: string | null, words: string): Told | null {
  if (tool !== "finish" && tool !== "note" && tool !== "ask_human") return null;
  return { text: words.replace(/^[^:]*: ?/, ""), evidence: "", files: [] };
}

function key(agent: string, call: string): string {
  return `${agent} ${call}`;
}
