import { describe, expect, it } from "vitest";
import { inWords } from "./duration";
import { ago, ahead, bytes, clock, count, dollars, duration, plural } from "./format";

describe("an ISO duration", () => {
  it.each([
    ["PT1H", "1 h"],
    ["PT48H", "48 h"],
    ["PT1M30S", "1 min 30 s"],
    ["PT0S", "0 s"],
    ["P1D", "P1D"],
  ])("%s is %s", (iso, words) => expect(inWords(iso)).toBe(words));
});

describe("words for numbers", () => {
  it.each([
    [0, "0 ms"],
    [842, "842 ms"],
    [999.6, "1.0 s"],
    [1_240, "1.2 s"],
    [9_940, "9.9 s"],
    [10_000, "0:10"],
    [185_000, "3:05"],
    [3_725_000, "1:02:05"],
  ])("a duration of %d ms is %s", (millis, words) => expect(duration(millis)).toBe(words));

  it("never shows a negative time, whatever the two clocks say", () => {
    expect(clock(-5_000)).toBe("0:00");
    expect(duration(-5)).toBe("0 ms");
  });

  it.each([
    [0, "0 B"],
    [999, "999 B"],
    [1_000, "1.0 kB"],
    [34_200_000, "34 MB"],
    [999_600, "1.0 MB"],
  ])("%d bytes are %s", (n, words) => expect(bytes(n)).toBe(words));

  it.each([
    [842, "842"],
    [1_240, "1.2k"],
    [34_200, "34k"],
    [999_900, "1.0M"],
  ])("a count of %d is %s", (n, words) => expect(count(n)).toBe(words));

  it.each([
    [12.3, "$12.30"],
    [0.1456, "$0.146"],
    [0.01, "$0.010"],
    [0.0042, "$0.0042"],
    [0.000004, "$0.000004"],
    [0, "$0"],
  ])("%d dollars are %s", (value, words) => expect(dollars(value)).toBe(words));

  it("counts things", () => {
    expect(plural(1, "step")).toBe("1 step");
    expect(plural(0, "step")).toBe("0 steps");
  });

  it("tells how long ago", () => {
    const now = Date.parse("2026-01-31T12:00:00Z");
    expect(ago("2026-01-31T11:59:40Z", now)).toBe("just now");
    expect(ago("2026-01-31T11:56:00Z", now)).toBe("4 min ago");
    expect(ago("2026-01-31T09:00:00Z", now)).toBe("3 h ago");
    expect(ago("2026-01-30T11:00:00Z", now)).toBe("yesterday");
  });

  it("tells how far ahead", () => {
    const now = Date.parse("2026-01-31T12:00:00Z");
    expect(ahead("2026-01-31T11:59:40Z", now)).toBe("now");
    expect(ahead("2026-01-31T12:14:30Z", now)).toBe("in 15 min");
    expect(ahead("2026-01-31T13:00:00Z", now)).toBe("in 1 h");
  });
});
