import { describe, expect, it } from "vitest";
import { atEnd, following, unseen } from "./follow";

describe("the list of steps", () => {
  const start = { on: true, seen: 0 };

  it("follows until the person scrolls up, and again at the end", () => {
    const up = following(start, { type: "moved", atEnd: false, count: 10 });
    expect(up.on).toBe(false);
    expect(unseen(up, 13)).toBe(3);
    expect(following(up, { type: "moved", atEnd: true, count: 13 }).on).toBe(true);
  });

  it("counts from where the person left it, however often it is scrolled", () => {
    const up = following(start, { type: "moved", atEnd: false, count: 10 });
    const further = following(up, { type: "moved", atEnd: false, count: 12 });
    expect(unseen(further, 15)).toBe(5);
  });

  it("follows again when asked to, and when another list is shown", () => {
    const up = following(start, { type: "moved", atEnd: false, count: 10 });
    expect(following(up, { type: "return", count: 12 })).toEqual({ on: true, seen: 12 });
    expect(following(up, { type: "changed", count: 2 })).toEqual({ on: true, seen: 2 });
  });

  it("says nothing of new steps while it follows", () => {
    expect(unseen(start, 100)).toBe(0);
  });

  it("is at its end when nearly there", () => {
    expect(atEnd({ scrollTop: 960, clientHeight: 500, scrollHeight: 1_500 })).toBe(true);
    expect(atEnd({ scrollTop: 900, clientHeight: 500, scrollHeight: 1_500 })).toBe(false);
  });
});
