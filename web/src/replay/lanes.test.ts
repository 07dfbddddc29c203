import { describe, expect, it } from "vitest";
import type { Entry, Fact } from "@/event/event";
import { Axis, QUIET_MILLIS, quietStretches, SKIPPED_MILLIS, ticks } from "./axis";
import { Lanes } from "./lanes";

const START = Date.UTC(2026, 0, 31, 12, 0, 0);

/** Facts, each so many milliseconds after the beginning. */
function lanes(...facts: [number, Fact][]): Lanes {
  const made = new Lanes();
  facts.forEach(([after, fact], i) =>
    made.apply({
      seq: i + 1,
      at: new Date(START + after).toISOString(),
      sessionId: "s",
      ...fact,
    } as Entry),
  );
  return made;
}

const ada: Fact = { type: "agent:started", agent: "a1", name: "Ada" };
const bo: Fact = { type: "agent:started", agent: "a2", name: "Bo" };
const assigned: Fact = { type: "task:assigned", task: "t1", agent: "a1", attempt: 1 };
const asked: Fact = { type: "model:asked", agent: "a1", task: "t1", step: 1 };
const replied: Fact = {
  ...{ type: "agent:reasoning", agent: "a1", task: "t1", step: 1, text: "", thinking: [] },
  ...{ calls: [], usage: { input: 0, output: 0, cacheRead: 0 }, millis: 5 },
};
const click = { type: "click", x: 1, y: 2, button: "left", modifiers: [] } as const;
const intended: Fact = {
  ...{ type: "agent:thinking", agent: "a1", task: "t1", step: 1, call: "c", words: "Clicked" },
  action: { ...click, modifiers: [] },
};
const performed: Fact = {
  ...{ type: "action:performed", agent: "a1", call: "c", actor: "agent a1" },
  ...{ action: { ...click, modifiers: [] }, outcome: "performed", message: "", millis: 9 },
};
const spans = (made: Lanes, agent = "a1") =>
  made
    .lane(agent)!
    .spans.map((it) => [it.kind, it.from - START, it.to === null ? null : it.to - START]);

describe("lanes", () => {
  it("tell thinking from acting, and mark actions", () => {
    const made = lanes(
      [0, ada],
      [5, assigned],
      [10, asked],
      [50, replied],
      [60, intended],
      [90, performed],
      [100, asked],
    );
    expect(spans(made)).toEqual([
      ["thinking", 10, 50],
      ["acting", 60, 90],
      ["thinking", 100, null],
    ]);
    expect(made.lane("a1")!.marks).toEqual([
      { kind: "began", at: START + 5 },
      { kind: "action", at: START + 60 },
    ]);
  });

  it("show a wait as waiting", () => {
    const wait: Fact = { ...intended, action: { type: "wait", millis: 5 } } as Fact;
    expect(spans(lanes([0, ada], [10, wait], [20, performed]))).toEqual([["waiting", 10, 20]]);
  });

  it("keep a person's hold apart from what the agent does meanwhile", () => {
    const made = lanes(
      [0, ada],
      [10, asked],
      [20, { type: "seat:taken", agent: "a1", holder: "human", quietSeconds: 60 }],
      [30, replied],
      [40, { type: "seat:returned", agent: "a1", why: "handed back", actions: 1, kinds: {} }],
    );
    expect(spans(made)).toEqual([
      ["thinking", 10, 30],
      ["person", 20, 40],
    ]);
  });

  it("pause all, or one", () => {
    const made = lanes(
      [0, ada],
      [0, bo],
      [10, { type: "session:paused", by: "a person", agent: null, until: null }],
      [20, { type: "session:resumed", by: "a person", agent: null }],
      [30, { type: "session:paused", by: "a person", agent: "a2", until: null }],
    );
    expect(spans(made)).toEqual([["paused", 10, 20]]);
    expect(spans(made, "a2")).toEqual([
      ["paused", 10, 20],
      ["paused", 30, null],
    ]);
  });

  it("close everything that is open at the end, and begin again when continued", () => {
    const made = lanes(
      [0, ada],
      [10, asked],
      [
        20,
        {
          ...{ type: "approval:asked", approval: "p1", agent: "a1", words: "", task: null },
          ...{ call: null, tool: null, until: null },
        },
      ],
      [30, { type: "session:complete", status: "stopped", reason: "" }],
      [90, ada],
    );
    expect(spans(made)).toEqual([
      ["thinking", 10, 30],
      ["asking", 20, 30],
    ]);
    expect(made.lane("a1")!.alive.map((it) => it.to)).toEqual([START + 30, null]);
  });

  it("mark the end of a task on the lane of whoever had it", () => {
    const made = lanes(
      [0, ada],
      [1, assigned],
      [2, { type: "task:cancelled", task: "t1", reason: "" }],
      [3, { type: "task:failed", task: "t2", agent: null, reason: "" }],
      [4, { type: "task:failed", task: "t1", agent: "a1", reason: "" }],
    );
    expect(made.lane("a1")!.marks.map((it) => it.kind)).toEqual(["began", "cancelled", "failed"]);
  });

  it("never go back in time when a clock does", () => {
    const made = lanes([0, ada], [500, asked], [200, replied]);
    expect(spans(made)).toEqual([["thinking", 500, 500]]);
    expect(made.to).toBe(START + 500);
  });

  it("pass over agents that never began", () => {
    expect(() => lanes([0, asked], [1, performed], [2, assigned])).not.toThrow();
  });
});

describe("the timeline", () => {
  const [from, to] = [1_000, 61_000];
  const quiet = [{ from: 11_000, to: 41_000 }];

  it("goes from a time to its place and back", () => {
    const axis = new Axis(from, to, quiet);
    expect(axis.length).toBe(30_000 + SKIPPED_MILLIS);
    for (let time = from; time <= to; time += 777)
      expect(axis.time(axis.place(time))).toBeCloseTo(time, 6);
    expect(axis.place(41_000)).toBe(10_000 + SKIPPED_MILLIS);
    expect(axis.time(axis.length)).toBe(to);
  });

  it("goes there and back over many skipped stretches", () => {
    const many = Array.from({ length: 50 }, (_, i) => ({
      from: i * 10_000 + 500,
      to: i * 10_000 + 8_500,
    }));
    const axis = new Axis(0, 500_000, many);
    expect(axis.length).toBe(50 * (2_000 + SKIPPED_MILLIS));
    let last = -1;
    for (let time = 0; time <= 500_000; time += 333) {
      expect(axis.time(axis.place(time))).toBeCloseTo(time, 6);
      expect(axis.place(time)).toBeGreaterThan(last);
      last = axis.place(time);
    }
  });

  it("stays within its ends, also when it has no length", () => {
    const axis = new Axis(from, to);
    expect([axis.place(0), axis.place(1e9)]).toEqual([0, 60_000]);
    expect([axis.time(-5), axis.time(1e9)]).toEqual([from, to]);
    expect(new Axis(5, 5).share(5)).toBe(0);
  });

  it("skips where nothing happened for long, but nobody's work", () => {
    const moments = [0, 1_000, 31_000, 32_000];
    expect(quietStretches(moments, [], 32_000)).toEqual([{ from: 1_700, to: 30_300 }]);
    const person = { kind: "person" as const, from: 5_000, to: 9_000 };
    const lane = { agent: "a1", alive: [], marks: [], seen: [], spans: [person] };
    expect(quietStretches(moments, [lane], 32_000)).toEqual([]);
    expect(quietStretches([0, QUIET_MILLIS], [], QUIET_MILLIS)).toEqual([]);
  });

  it("has labels at round distances, not more than there is room for", () => {
    expect(ticks(new Axis(0, 10_000), 5)).toEqual([0, 2_000, 4_000, 6_000, 8_000, 10_000]);
    expect(ticks(new Axis(0, 7 * 86_400_000), 8).length).toBeLessThanOrEqual(9);
  });
});
