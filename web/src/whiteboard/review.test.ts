import { describe, expect, it } from "vitest";
import { differs, drafts, edited, request, waitingFor, wrong } from "./review";

const plan = drafts([
  { id: "t1", description: "Look it up", done: "it is known", dependsOn: [] },
  { id: "t2", description: "Write it down", done: null, dependsOn: ["t1"] },
  { id: "t3", description: "Send it", done: null, dependsOn: ["t2"] },
]);

const keys = (of: { key: string }[]) => of.map((it) => it.key);

describe("a plan under review", () => {
  it("keeps its order but for what is moved", () => {
    expect(keys(edited(plan, { type: "move", key: "t3", by: -1 }))).toEqual(["t1", "t3", "t2"]);
    expect(keys(edited(plan, { type: "move", key: "t1", by: -1 }))).toEqual(["t1", "t2", "t3"]);
    expect(keys(edited(plan, { type: "place", key: "t3", before: "t1" }))).toEqual([
      "t3",
      "t1",
      "t2",
    ]);
    expect(keys(edited(plan, { type: "place", key: "t1", before: null }))).toEqual([
      "t2",
      "t3",
      "t1",
    ]);
  });

  it("lets nothing depend on a task that was dropped", () => {
    const left = edited(plan, { type: "drop", key: "t1" });
    expect(left).toEqual([
      { key: "t2", id: "t2", description: "Write it down", done: "", dependsOn: [] },
      { key: "t3", id: "t3", description: "Send it", done: "", dependsOn: ["t2"] },
    ]);
  });

  it("does not offer a circle", () => {
    expect([...waitingFor(plan, "t1")].sort()).toEqual(["t1", "t2", "t3"]);
    expect([...waitingFor(plan, "t3")]).toEqual(["t3"]);
  });

  it("names new tasks by their place, the others by their id", () => {
    let changed = edited(plan, { type: "add" });
    changed = edited(changed, { type: "write", key: "new-1", description: " Archive it " });
    changed = edited(changed, { type: "depend", key: "t3", on: "new-1" });
    changed = edited(changed, { type: "depend", key: "t3", on: "t2" });
    changed = edited(changed, { type: "judge", key: "t3", done: " it is sent " });
    expect(request(changed)).toEqual({
      tasks: [
        { id: "t1", description: "Look it up", done: "it is known", dependsOn: [] },
        { id: "t2", description: "Write it down", done: "", dependsOn: ["t1"] },
        { id: "t3", description: "Send it", done: "it is sent", dependsOn: ["#4"] },
        { description: "Archive it", done: "", dependsOn: [] },
      ],
    });
  });

  it("knows whether anything was changed", () => {
    expect(differs(plan, plan)).toBe(false);
    const written = edited(plan, { type: "write", key: "t1", description: "Look it up " });
    expect(differs(written, plan)).toBe(false);
    expect(differs(edited(plan, { type: "judge", key: "t1", done: "" }), plan)).toBe(true);
    expect(differs(edited(plan, { type: "move", key: "t1", by: 1 }), plan)).toBe(true);
  });

  it("says what is wrong before the server does", () => {
    expect(wrong([])).toContain("at least one");
    expect(wrong(edited(plan, { type: "add" }))).toContain("task 4");
    expect(wrong(plan)).toBeNull();
  });

  it("gives each new task a key of its own", () => {
    const two = edited(edited(plan, { type: "add" }), { type: "add" });
    expect(new Set(keys(two)).size).toBe(5);
  });
});
