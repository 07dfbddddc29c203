import { describe, expect, it } from "vitest";
import { placed } from "./scale";

const screen = { width: 1280, height: 800 };

describe("where a screen stands in its box", () => {
  it("is made smaller to fit, in the middle, with its aspect ratio", () => {
    const place = placed({ width: 640, height: 600 }, screen, "fit", 1);
    expect(place).toEqual({ left: 0, top: 100, width: 640, height: 400, scale: 0.5, crisp: false });
  });

  it("is sharp at its own size rather than a little larger and blurred", () => {
    const place = placed({ width: 1400, height: 900 }, screen, "fit", 1);
    expect(place).toMatchObject({ left: 60, top: 50, scale: 1, crisp: true });
  });

  it("fills a box that is much larger", () => {
    expect(placed({ width: 1920, height: 1300 }, screen, "fit", 1)).toMatchObject({
      scale: 1.5,
      crisp: false,
    });
    expect(placed({ width: 2700, height: 1700 }, screen, "fit", 1)).toMatchObject({
      scale: 2,
      crisp: true,
    });
  });

  it("at 100 % has one pixel for each of its own, however small the box", () => {
    expect(placed({ width: 300, height: 200 }, screen, "full", 1)).toEqual({
      ...{ left: 0, top: 0, width: 1280, height: 800, scale: 1, crisp: true },
    });
  });

  it.each([
    [2, 1],
    [1.5, 4 / 3],
    [1.25, 0.8],
    [3, 1],
  ])("at 100 %% takes a whole number of the display's pixels at a ratio of %d", (ratio, scale) => {
    const place = placed({ width: 3000, height: 2000 }, screen, "full", ratio);
    expect(place.crisp).toBe(true);
    expect(place.scale).toBeCloseTo(scale);
    expect(Number.isInteger(Math.round(place.width * ratio * 1e6) / 1e6)).toBe(true);
  });

  it("is a whole number of the display's pixels wide and away from the edge, whatever its size", () => {
    for (const ratio of [1, 1.25, 1.5, 2]) {
      for (let width = 300; width < 340; width++) {
        const place = placed({ width, height: 500.5 }, screen, "fit", ratio);
        for (const side of [place.left, place.top, place.width, place.height]) {
          expect(Math.abs(side * ratio - Math.round(side * ratio))).toBeLessThan(1e-6);
        }
        expect(place.left + place.width).toBeLessThanOrEqual(width);
      }
    }
  });

  it("is nothing in a box that has no size yet", () => {
    expect(placed({ width: 0, height: 0 }, screen, "fit", 1)).toMatchObject({
      width: 0,
      height: 0,
      crisp: false,
    });
  });
});
