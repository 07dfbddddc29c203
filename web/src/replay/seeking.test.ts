import { describe, expect, it, vi } from "vitest";
import type { Item } from "@/agent/steps";
import { Axis } from "./axis";
import { Loader } from "./loader";
import { Playhead } from "./playhead";
import { itemIndex, lastIndex, stepAt, stepTime } from "./seeking";
import { chunkAfter, chunkAt, chunkBefore, chunkKey, type Recorded } from "./tape";
import { offset, spoken } from "./times";

const iso = (time: number) => new Date(time).toISOString();
const step = (time: number, words = "") => ({ kind: "step", at: iso(time), words }) as Item;
const note = (time: number) => ({ kind: "note", at: iso(time) }) as Item;

describe("steps on the timeline", () => {
  const items = [
    note(0),
    step(100, "a"),
    step(100, "b"),
    note(150),
    step(200, "c"),
    step(300, "d"),
  ];

  it("finds what was last by then", () => {
    expect(lastIndex([1, 2, 2, 3], 2, (it) => it)).toBe(2);
    expect(lastIndex([1], 0, (it) => it)).toBe(-1);
    expect(itemIndex(items, 199)).toBe(3);
    expect(stepAt(items, 199)?.words).toBe("b");
    expect(stepAt(items, 50)).toBeNull();
  });

  it.each([
    [0, 1, 100],
    [100, 1, 200],
    [250, -1, 200],
    [200, -1, 100],
    [100, -1, null],
    [0, 2, 200],
    [0, 10, 300],
    [300, -10, 100],
    [300, 1, null],
  ])("from %d by %d steps leads to %s", (time, by, to) =>
    expect(stepTime(items, time, by)).toBe(to),
  );
});

describe("the playhead", () => {
  it("goes on with the time of the page, at its speed, and stops at the end", () => {
    const head = new Playhead(new Axis(1_000, 2_000));
    head.at(4);
    head.toggle();
    head.advance(50);
    expect(head.time).toBe(1_200);
    head.advance(60_000);
    expect(head.time).toBe(1_600);
    head.advance(100);
    expect([head.time, head.playing]).toEqual([2_000, false]);
    head.toggle();
    expect([head.time, head.playing]).toEqual([1_000, true]);
  });

  it("plays up to a moment and stays there", () => {
    const head = new Playhead(new Axis(0, 5_000));
    head.play(-400, 150);
    head.advance(100);
    expect([head.time, head.playing]).toEqual([100, true]);
    head.advance(100);
    expect([head.time, head.playing]).toEqual([150, false]);
    head.toggle();
    head.advance(100);
    expect([head.time, head.playing]).toEqual([250, true]);
  });

  it("stays at its moment when the timeline becomes another", () => {
    const head = new Playhead(new Axis(0, 1_000));
    head.seek(700);
    head.on(new Axis(0, 5_000));
    expect(head.time).toBe(700);
    head.on(new Axis(0, 500));
    expect(head.time).toBe(500);
    head.on(new Axis(0, 900));
    expect(head.time).toBe(900);
  });
});

describe("what of a recording is read", () => {
  const part = (number: number, keys: [number, number][], to: number, bytes: number) => ({
    ...{ number, from: iso(keys[0]![0]), to: iso(to), bytes, ended: "" },
    keys: keys.map(([at, offset]) => ({ at: iso(at), offset })),
  });
  const recorded: Recorded[] = [
    {
      ...{ agent: "a1", desktop: "d-1", from: iso(1_000) },
      parts: [
        part(
          1,
          [
            [1_100, 8],
            [2_000, 500],
          ],
          2_500,
          900,
        ),
        part(2, [[4_000, 8]], 4_500, 99),
      ],
    },
    { agent: "a1", desktop: "d-2", from: iso(9_000), parts: [part(1, [[9_100, 8]], 9_500, 50)] },
    { agent: "a2", desktop: "d-3", from: iso(1_000), parts: [] },
  ];
  const key = (time: number, agent = "a1") => {
    const chunk = chunkAt(recorded, agent, time);
    return chunk === null ? null : chunkKey(chunk);
  };

  it.each([
    [1_050, null],
    [1_100, "d-1/1#8-500"],
    [2_000, "d-1/1#500-900"],
    [3_999, "d-1/1#500-900"],
    [4_000, "d-1/2#8-99"],
    [8_999, "d-1/2#8-99"],
    [9_050, null],
    [9_100, "d-2/1#8-50"],
    [500, null],
  ])("at %d: %s", (time, name) => expect(key(time)).toBe(name));

  it("is nothing where nothing was recorded", () => {
    expect(key(5_000, "a2")).toBeNull();
    expect(key(5_000, "a9")).toBeNull();
  });

  it("has neighbours over the parts of a desktop", () => {
    const chunk = chunkAt(recorded, "a1", 2_000)!;
    expect(chunkKey(chunkAfter(chunk)!)).toBe("d-1/2#8-99");
    expect(chunkKey(chunkBefore(chunk)!)).toBe("d-1/1#8-500");
    expect(chunkAfter(chunkAt(recorded, "a1", 4_000)!)).toBeNull();
    expect(chunkKey(chunkBefore(chunkAt(recorded, "a1", 4_000)!)!)).toBe("d-1/1#500-900");
  });
});

describe("reading for the replay", () => {
  it("drops what nobody wants any more and keeps few on the way", async () => {
    const begun: string[] = [];
    const dropped: string[] = [];
    const done = new Map<string, () => void>();
    const loader = new Loader<string>((key, signal) => {
      begun.push(key);
      return new Promise((resolve, reject) => {
        signal.addEventListener("abort", () => {
          dropped.push(key);
          reject(new Error("aborted"));
        });
        done.set(key, () => resolve({ value: key, bytes: 1 }));
      });
    });
    loader.want("a1", ["1", "2", "3"]);
    loader.want("a2", ["4", "5", "6"]);
    expect(begun).toEqual(["1", "2", "3", "4"]);
    loader.want("a1", ["7"]);
    await vi.waitFor(() => expect(begun).toContain("7"));
    expect(dropped).toEqual(["1", "2", "3"]);
    done.get("7")!();
    await vi.waitFor(() => expect(loader.get("7")).toBe("7"));
    expect(loader.failed("1")).toBe(false);
  });

  it("leaves what cannot be read alone for a while", async () => {
    let times = 0;
    const loader = new Loader<string>(() => {
      times++;
      return Promise.reject(new Error("gone"));
    });
    loader.want("a1", ["x"]);
    await vi.waitFor(() => expect(loader.failed("x")).toBe(true));
    loader.want("a1", ["x", "y"]);
    await vi.waitFor(() => expect(loader.failed("y")).toBe(true));
    expect(times).toBe(2);
  });
});

describe("times", () => {
  it("are short to see and plain to hear", () => {
    expect(offset(3_250, 5_700)).toBe("0:03.2");
    expect(offset(65_900, 600_000)).toBe("1:05");
    expect(spoken(0)).toBe("the beginning");
    expect(spoken(61_000)).toBe("1 minute 1 second");
    expect(spoken(7_202_000)).toBe("2 hours 2 seconds");
  });
});
