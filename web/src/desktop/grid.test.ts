import { describe, expect, it } from "vitest";
import { grid } from "./grid";

const box = { width: 1060, height: 720 };
const arranged = (count: number, space = box) => grid(count, space, 1.6, 32, 10);

describe("tiles in a box", () => {
  it.each([
    [1, 1],
    [2, 2],
    [3, 2],
    [4, 2],
    [6, 3],
    [9, 3],
  ])("%d stand in %d columns", (count, columns) => {
    expect(arranged(count).columns).toBe(columns);
  });

  it("fit without scrolling as long as they can be seen", () => {
    for (let count = 1; count <= 9; count++) {
      const { columns, width, height } = arranged(count);
      const rows = Math.ceil(count / columns);
      expect(columns * width + (columns - 1) * 10).toBeLessThanOrEqual(box.width);
      expect(rows * (height + 32) + (rows - 1) * 10).toBeLessThanOrEqual(box.height);
      expect(width / height).toBeCloseTo(1.6, 1);
    }
  });

  it("stand below each other in a tall box", () => {
    expect(arranged(2, { width: 500, height: 900 }).columns).toBe(1);
  });

  it("are scrolled on a phone rather than too small", () => {
    expect(arranged(9, { width: 370, height: 300 })).toMatchObject({ columns: 1, width: 370 });
  });

  it("are nothing in a box without a size", () => {
    expect(arranged(3, { width: 0, height: 0 }).width).toBe(0);
  });
});
