import { describe, expect, it } from "vitest";
import type { Task } from "@/whiteboard/whiteboard";
import { ending } from "./ending";

const task = (id: string, status: Task["status"], reason: string | null = null) =>
  ({ id, status, reason, agent: "a1" }) as Task;

describe("what came of an agent's tasks", () => {
  it("counts those that were completed", () => {
    expect(ending([task("t1", "completed"), task("t2", "completed")], "a1")).toEqual({
      words: "2 of 2 tasks completed",
      bad: false,
    });
  });

  it("says first what failed, and why", () => {
    const tasks = [task("t1", "completed"), task("t2", "failed", "exit 1")];
    expect(ending(tasks, "a1")).toEqual({ words: "t2 failed: exit 1", bad: true });
    expect(ending([...tasks, task("t3", "failed", "x")], "a1")?.words).toBe(
      "2 tasks failed: exit 1",
    );
  });

  it("is nothing for an agent that had none", () => {
    expect(ending([task("t1", "completed")], "a2")).toBeNull();
  });
});
