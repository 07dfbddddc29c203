import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import type { Entry, Fact } from "@/event/event";
import { SessionFold } from "./fold";

const contract = resolve(import.meta.dirname, "../../../contract/event");

function golden(file: string): Entry {
  return JSON.parse(readFileSync(join(contract, file), "utf8")) as Entry;
}

function entries(facts: Fact[]): Entry[] {
  return facts.map(
    (fact, i) =>
      ({
        seq: i + 1,
        at: new Date(Date.UTC(2026, 0, 31, 12, 0, i)).toISOString(),
        sessionId: "s-cheddar",
        ...fact,
      }) as Entry,
  );
}

const opened: Fact = {
  type: "session:created",
  prompt: "Open a terminal.",
  agents: 2,
  model: "scripted",
  desktop: "local",
  review: false,
  keep: false,
  budget: { steps: 200, tokens: 2_000_000, time: "PT30M" },
};
const planned: Fact = {
  type: "plan:made",
  tasks: 1,
  usage: { input: 10, output: 2, cacheRead: 0 },
  until: null,
};
const task: Fact = {
  type: "task:created",
  task: "t1",
  description: "Open a terminal",
  dependsOn: [],
};
const begun: Fact[] = [
  opened,
  planned,
  task,
  { type: "agent:started", agent: "a1", name: "Ada" },
  {
    type: "desktop:ready",
    agent: "a1",
    desktop: "d-1",
    kind: "local",
    size: { width: 1280, height: 800 },
    millis: 241,
  },
  { type: "task:assigned", task: "t1", agent: "a1", attempt: 1 },
  { type: "model:asked", agent: "a1", task: "t1", step: 1 },
];

function fold(facts: Fact[]): SessionFold {
  const made = new SessionFold();
  entries(facts).forEach((entry) => made.apply(entry));
  return made;
}

describe("every fact of the contract", () => {
  it.each(readdirSync(contract))("%s is taken", (file) => {
    const made = fold(begun);
    made.apply({ ...golden(file), seq: 100 });
    expect(made.seq).toBe(100);
    expect(() => made.view()).not.toThrow();
  });
});

describe("a session", () => {
  it("is planning until it has a plan", () => {
    expect(fold([opened]).status()).toBe("planning");
    expect(fold([opened, planned]).status()).toBe("running");
  });

  it("takes no fact twice", () => {
    const made = fold(begun);
    const before = JSON.stringify(made.view());
    entries(begun).forEach((entry) => made.apply(entry));
    expect(JSON.stringify(made.view())).toBe(before);
  });

  it("passes over facts that it does not know", () => {
    const made = fold(begun);
    made.apply({ seq: 8, at: "", sessionId: "s-cheddar", type: "moon:rose" } as unknown as Entry);
    expect(made.seq).toBe(8);
  });

  it("shows a thought while it streams, and the whole in its place", () => {
    const made = fold(begun);
    expect(made.agent("a1")?.status).toBe("thinking");
    expect(
      made.stream({ sessionId: "s-cheddar", agent: "a1", task: "t1", text: "I open it" }),
    ).toBe(true);
    expect(made.thoughts.get("a1")?.text).toBe("I open it");
    const reply = {
      type: "agent:reasoning" as const,
      agent: "a1",
      task: "t1",
      step: 1,
      text: "I open it.",
      thinking: [],
      calls: [{ id: "c1", name: "press_key", arguments: "{}" }],
      usage: { input: 5, output: 1, cacheRead: 0 },
      millis: 800,
    };
    entries([...begun, reply]).forEach((entry) => made.apply(entry));
    expect(made.thoughts.has("a1")).toBe(false);
    expect(made.view().usage).toEqual({
      input: 15,
      output: 3,
      cacheRead: 0,
      cacheWrite: 0,
      steps: 1,
      cost: null,
    });
  });

  it("has one step for an action, from its intent to the picture after it", () => {
    const action = { type: "press" as const, keys: "super+t" };
    const made = fold([
      ...begun,
      {
        type: "agent:reasoning",
        agent: "a1",
        task: "t1",
        step: 1,
        text: "I open it.",
        thinking: [{ text: "There is a panel." }],
        calls: [{ id: "c1", name: "press_key", arguments: "{}" }],
        usage: { input: 5, output: 1, cacheRead: 0 },
        millis: 800,
      },
      {
        type: "agent:thinking",
        agent: "a1",
        task: "t1",
        step: 1,
        call: "c1",
        words: "press super+t",
        action,
      },
      {
        type: "action:performed",
        agent: "a1",
        call: "c1",
        actor: "agent a1",
        action,
        outcome: "performed",
        message: "",
        millis: 9,
      },
      {
        type: "screen:seen",
        agent: "a1",
        call: "c1",
        picture: "5a44",
        mediaType: "image/jpeg",
        size: { width: 1280, height: 800 },
        screen: { width: 1280, height: 800 },
      },
    ]);
    const steps = made.steps.ofAgent("a1").filter((it) => it.kind === "step");
    expect(steps).toHaveLength(1);
    expect(steps[0]).toMatchObject({
      words: "press super+t",
      tool: "press_key",
      outcome: "performed",
      millis: 9,
      reasoning: "There is a panel.\n\nI open it.",
      picture: { hash: "5a44" },
    });
    expect(made.steps.items().filter((it) => it.kind === "step")).toEqual(steps);
  });

  it("gives a stopped agent's task back to the whiteboard", () => {
    const made = fold([
      ...begun,
      { type: "agent:terminated", agent: "a1", status: "stopped", reason: "stopped by a person" },
    ]);
    expect(made.whiteboard.task("t1")).toMatchObject({ status: "pending", agent: "a1" });
    expect(made.agent("a1")).toMatchObject({ status: "stopped", desktop: null, task: null });
  });
});
