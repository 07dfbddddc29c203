import { describe, expect, it } from "vitest";
import type { Outcome } from "@/event/event";
import { indexOf, kept } from "./filter";
import type { Item, Note } from "./steps";

const step = (seq: number, outcome: Outcome | null) => ({ kind: "step", seq, outcome }) as Item;
const note = (seq: number, tone: Note["tone"]) => ({ kind: "note", seq, tone }) as Item;

describe("the filter of steps", () => {
  const items = [
    step(1, "performed"),
    step(3, "stale"),
    step(4, "refused"),
    note(7, "plain"),
    step(8, "failed"),
    step(9, "unknown"),
    note(12, "bad"),
    note(13, "good"),
    note(15, "needs-you"),
    step(16, null),
  ];

  it("keeps the very same list when it keeps all", () => {
    expect(kept(items, "all")).toBe(items);
  });

  it("keeps what went wrong or waits for a person", () => {
    expect(kept(items, "problems").map((it) => it.seq)).toEqual([3, 4, 8, 9, 12, 15]);
  });

  it("finds an entry by its number", () => {
    items.forEach((it, i) => expect(indexOf(items, it.seq)).toBe(i));
    expect(indexOf(items, 2)).toBe(-1);
    expect(indexOf(items, 99)).toBe(-1);
    expect(indexOf([], 1)).toBe(-1);
  });
});
