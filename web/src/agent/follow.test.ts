import { describe, expect, it } from "vitest";
import { atEnd, moved, unseen, type Scroll } from "./follow";
import type { Item } from "./steps";

const on = { on: true, seen: 0 };
const scroll = (scrollTop: number, change: Partial<Scroll> = {}): Scroll => ({
  scrollTop,
  clientHeight: 500,
  scrollHeight: 1_500,
  ...change,
});
const items = (...kinds: Item["kind"][]) => kinds.map((kind, seq) => ({ kind, seq }) as Item);

describe("the list of steps", () => {
  it("follows until the person scrolls up, and again at the end", () => {
    const up = moved(on, scroll(1_000), scroll(700), 10);
    expect(up).toEqual({ on: false, seen: 10 });
    expect(moved(up, scroll(700), scroll(1_000), 13)).toEqual({ on: true, seen: 13 });
  });

  it("goes on following when entries come faster than it scrolls", () => {
    expect(moved(on, scroll(1_000), scroll(1_000, { scrollHeight: 2_500 }), 30).on).toBe(true);
    expect(moved(on, scroll(1_000), scroll(1_200, { scrollHeight: 2_500 }), 30).on).toBe(true);
  });

  it("goes on following when an entry shrinks or the panel grows", () => {
    expect(moved(on, scroll(1_000), scroll(800, { scrollHeight: 1_400 }), 9).on).toBe(true);
    expect(moved(on, scroll(1_000), scroll(800, { clientHeight: 600 }), 9).on).toBe(true);
  });

  it("stays where the person is, whichever way it is scrolled on", () => {
    const up = moved(on, scroll(1_000), scroll(700), 10);
    expect(moved(up, scroll(700), scroll(300), 12)).toBe(up);
    expect(moved(up, scroll(300), scroll(600), 12)).toBe(up);
  });

  it("counts the steps below that are new, and not the notes between", () => {
    const left = { on: false, seen: 2 };
    expect(unseen(left, items("step", "step", "note", "step", "step"))).toBe(2);
    expect(unseen(left, items("step", "step"))).toBe(0);
    expect(unseen(on, items("step", "step"))).toBe(0);
  });

  it("is at its end when nearly there", () => {
    expect(atEnd(scroll(980))).toBe(true);
    expect(atEnd(scroll(900))).toBe(false);
  });
});
