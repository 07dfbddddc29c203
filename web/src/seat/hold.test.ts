import { describe, expect, it } from "vitest";
import { secondsLeft, sitting } from "./hold";

describe("who has the seat", () => {
  it("is the agent, whatever was touched", () => {
    expect(sitting("agent", null, 5)).toBe("agent");
  });

  it("is you when something was done here shortly before the news, or since", () => {
    expect(sitting("human", 10_000, 9_800)).toBe("you");
    expect(sitting("human", 10_000, 60_000)).toBe("you");
  });

  it("is another person when nothing was done here for that", () => {
    expect(sitting("human", 100_000, null)).toBe("person");
    expect(sitting("human", 100_000, 20_000)).toBe("person");
  });
});

describe("the seconds that are left", () => {
  const polled = { holder: "human", secondsLeft: 48, at: 100_000 } as const;

  it("are counted down from what the server said", () => {
    expect(secondsLeft(polled, null, 60, 100_000)).toBe(48);
    expect(secondsLeft(polled, null, 60, 101_500)).toBe(47);
    expect(secondsLeft(polled, null, 60, 200_000)).toBe(0);
  });

  it("begin anew with what is done here, until the server says otherwise", () => {
    expect(secondsLeft(polled, 101_000, 60, 101_000)).toBe(60);
    expect(secondsLeft({ ...polled, secondsLeft: 20, at: 102_000 }, 101_000, 60, 102_000)).toBe(20);
  });

  it("are never more than the whole time, when the clock on screen is a little behind", () => {
    expect(secondsLeft(polled, 101_000, 60, 100_600)).toBe(60);
  });

  it("are known from a touch alone before the server is asked", () => {
    expect(secondsLeft(null, 100_000, 60, 110_000)).toBe(50);
    expect(secondsLeft(null, 100_000, null, 110_000)).toBeNull();
    expect(secondsLeft(null, null, 60, 110_000)).toBeNull();
  });

  it("are unknown when the server said last that the agent has it", () => {
    expect(secondsLeft({ holder: "agent", secondsLeft: 0, at: 1 }, null, 60, 2)).toBeNull();
  });
});
