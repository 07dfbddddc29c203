import { describe, expect, it } from "vitest";
import { byArrow, byDigit, typing } from "./tabs";

describe("keys among tabs", () => {
  it("go round with the arrows, and to both ends", () => {
    expect(byArrow("ArrowRight", 0, 3)).toBe(1);
    expect(byArrow("ArrowRight", 2, 3)).toBe(0);
    expect(byArrow("ArrowLeft", 0, 3)).toBe(2);
    expect(byArrow("Home", 2, 3)).toBe(0);
    expect(byArrow("End", 0, 3)).toBe(2);
    expect(byArrow("ArrowDown", 0, 3)).toBeNull();
  });

  it("name agents in their order, and all with 0", () => {
    const agents = ["a1", "a2", "a10"];
    expect(byDigit("1", agents)).toBe("a1");
    expect(byDigit("3", agents)).toBe("a10");
    expect(byDigit("4", agents)).toBeNull();
    expect(byDigit("0", agents)).toBe("all");
    expect(byDigit("x", agents)).toBeNull();
    expect(byDigit("11", agents)).toBeNull();
  });

  it("are text in a field, a desktop's in its picture, and a choice in a menu", () => {
    document.body.innerHTML =
      '<textarea id="t"></textarea><canvas id="c"></canvas><div role="menu"><b id="m">1</b></div><p id="p"></p>';
    const at = (id: string) => typing(document.getElementById(id));
    expect([at("t"), at("c"), at("m"), at("p")]).toEqual([true, true, true, false]);
    expect(typing(null)).toBe(false);
  });
});
