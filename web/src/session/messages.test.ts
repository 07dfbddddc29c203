import { describe, expect, it } from "vitest";
import { call, title } from "./calling";
import { readBy } from "./messages";

const agents = [
  { id: "a1", status: "thinking" as const },
  { id: "a2", status: "acting" as const },
];

describe("a message", () => {
  it("is read when its agent's model is asked again", () => {
    const message = { seq: 10, agent: "a1" };
    expect(readBy(message, agents, new Map([["a1", 9]]))).toEqual([]);
    expect(readBy(message, agents, new Map([["a1", 11]]))).toEqual(["a1"]);
  });

  it("is not read by somebody else", () => {
    expect(readBy({ seq: 10, agent: "a1" }, agents, new Map([["a2", 20]]))).toEqual([]);
  });

  it("to all is read by each for itself", () => {
    const asked = new Map([
      ["a1", 9],
      ["a2", 20],
    ]);
    expect(readBy({ seq: 10, agent: null }, agents, asked)).toEqual(["a2"]);
  });
});

describe("the page's title", () => {
  it("begins with what waits for a person", () => {
    expect(title("Sort the mail", "running", 2)).toBe("(2) needs you · Sort the mail · Manyhands");
  });

  it("says how it ended", () => {
    expect(title("Sort the mail", "completed", 0)).toBe("✓ Sort the mail · Manyhands");
    expect(title("Sort the mail", "failed", 0)).toBe("✗ Sort the mail · Manyhands");
  });

  it("has one line and an end", () => {
    expect(title("a\n\nb " + "c".repeat(200), "running", 0)).toMatch(/^a b c{10,60}… · Manyhands$/);
  });
});

describe("a call for somebody who is not looking", () => {
  it("is made when a person is needed or it is over", () => {
    expect(call("running", "Ada")).toBe("Ada needs you");
    expect(call("review", "")).toBe("The plan waits for you");
    expect(call("completed", "")).toContain("Done");
  });

  it("is not made while it just goes on, or when a person stopped it", () => {
    expect(call("running", "")).toBeNull();
    expect(call("stopped", "")).toBeNull();
  });
});
