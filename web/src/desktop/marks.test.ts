import { describe, expect, it } from "vitest";
import { along, mark } from "./marks";

const at = { x: 3, y: 4 };

describe("the mark of an action", () => {
  it("is as many rings as there were clicks, of the right button differently", () => {
    const click = { button: "left" as const, modifiers: [], ...at };
    expect(mark({ type: "click", ...click })).toMatchObject({ kind: "ring", rings: 1 });
    expect(mark({ type: "triple_click", ...click })).toMatchObject({ rings: 3, right: false });
    expect(mark({ type: "click", ...click, button: "right" })).toMatchObject({ right: true });
  });

  it("is the whole way of a drag and the direction of a scroll", () => {
    const path = [at, { x: 9, y: 9 }];
    expect(mark({ type: "drag", path, button: "left", modifiers: [] })).toEqual({
      kind: "path",
      points: path,
    });
    expect(mark({ type: "scroll", direction: "up", ticks: 3, modifiers: [], ...at })).toMatchObject(
      { kind: "arrow", direction: "up" },
    );
    expect(along("up", 10)).toEqual({ x: 0, y: -10 });
    expect(along("right", 10)).toEqual({ x: 10, y: 0 });
  });

  it("is a caption for keys, short and on one line", () => {
    expect(mark({ type: "press", keys: "ctrl+s" })).toEqual({ kind: "caption", words: "ctrl+s" });
    const long = mark({ type: "type", text: "a\nb" + "x".repeat(500) });
    expect(long).toMatchObject({ kind: "caption" });
    expect(long.kind === "caption" && long.words.length).toBeLessThan(70);
    expect(long.kind === "caption" && long.words).toContain("a b");
  });
});
