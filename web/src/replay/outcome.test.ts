import { describe, expect, it } from "vitest";
import type { Agent } from "@/agent/agents";
import type { Task } from "@/whiteboard/whiteboard";
import { advice, groups, headline, sentence, worked } from "./outcome";

function task(id: string, more: Partial<Task> = {}): Task {
  return {
    ...{ id, description: id, status: "completed", agent: "a1", dependsOn: [], result: "ok" },
    ...{
      reason: null,
      verified: false,
      done: null,
      standing: null,
      checked: null,
      superseded: false,
      attempts: 1,
    },
    ...{ startedAt: null, endedAt: null, endedSeq: null },
    ...more,
  } as Task;
}
const agent = (id: string) => ({ id, name: id }) as Agent;

describe("tasks by agent", () => {
  it("stand in the agents' order, those of nobody last", () => {
    const found = groups(
      [task("t1", { agent: "a2" }), task("t2", { agent: null }), task("t3"), task("t4")],
      [agent("a1"), agent("a2"), agent("a3")],
    );
    expect(found.map((it) => [it.agent?.id ?? null, it.tasks.map((task) => task.id)])).toEqual([
      ["a1", ["t3", "t4"]],
      ["a2", ["t1"]],
      ["a3", []],
      [null, ["t2"]],
    ]);
  });
});

describe("the outcome in words", () => {
  const failed = task("t2", { status: "failed", reason: "exit 1" });

  it("counts what was done", () => {
    expect(headline("stopped", "stopped by a person", [task("t1"), failed])).toBe(
      "Stopped by a person. 1 of 2 tasks is done.",
    );
  });

  it("never says done without saying who found so", () => {
    const verified = task("t1", { standing: "verified" });
    const disputed = task("t2", { standing: "disputed" });
    const replaced = task("t4", { status: "failed", superseded: true });
    const headlines = [
      [task("t1")],
      [verified, verified],
      [verified, disputed, task("t3"), replaced],
    ].map((tasks) => headline("completed", null, tasks));
    expect(headlines).toEqual([
      "The task is done; nobody has checked it.",
      "All 2 tasks are done and verified.",
      "All 3 tasks are done: 1 verified, 1 not checked, 1 disputed.",
    ]);
  });

  it("gives the server's reason, and one thing to try", () => {
    expect(headline("failed", "1 of 2 did not complete", [failed])).toBe(
      "1 of 2 did not complete.",
    );
    expect(advice("failed", null, [task("t1"), failed])).toContain("screen");
    expect(advice("failed", null, [])).toContain("Change the prompt");
    expect(advice("completed", null, [task("t1")])).toBeNull();
  });

  it("sends nobody to another prompt when the provider takes no key", () => {
    const refused = "Anthropic does not accept the key: check ANTHROPIC_API_KEY.";
    expect(advice("failed", refused, [])).toContain("new key");
    expect(advice("failed", refused, [task("t1"), failed])).toContain("continue");
  });

  it("makes a sentence of words", () => {
    expect(sentence("stopped by a person")).toBe("Stopped by a person.");
    expect(sentence("1 of 4 tasks did not complete. t3: It ended.")).toBe(
      "1 of 4 tasks did not complete. Task 3: It ended.",
    );
    expect(sentence("Why?")).toBe("Why?");
    expect(sentence("")).toBe("");
  });
});

describe("time at work", () => {
  it("leaves out what lay between the end and the continuation", () => {
    const runs = [
      { from: "2026-01-31T12:00:00Z", to: "2026-01-31T12:00:10Z" },
      { from: "2026-01-31T13:00:00Z", to: null },
    ];
    expect(worked(runs, Date.parse("2026-01-31T13:00:05Z"))).toBe(15_000);
  });
});
