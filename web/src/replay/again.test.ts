import { describe, expect, it } from "vitest";
import { SessionFold } from "@/session/fold";
import { again } from "./again";

const fold = new SessionFold();
const order = {
  ...{ prompt: "Slice the cheddar", agents: 3, model: "scripted", desktop: "local" },
  ...{ review: true, keep: false, budget: { steps: 5, tokens: 9, time: "PT1M" } },
};
fold.apply({
  seq: 1,
  at: "2026-01-31T12:00:00Z",
  sessionId: "s",
  type: "session:created",
  ...order,
});
fold.apply({
  ...{ seq: 2, at: "2026-01-31T12:00:01Z", sessionId: "s" },
  ...{ type: "session:continued", prompt: "And tell me", by: "a person" },
});

describe("run again", () => {
  it("asks for the same, with the first prompt", () => expect(again(fold, [])).toEqual(order));

  it("takes secrets that were typed again", () => {
    const wiki = { key: 1, name: "wiki", value: "hunter22", totp: "" };
    expect(again(fold, [], [wiki])).toEqual({ ...order, secrets: { wiki: { value: "hunter22" } } });
  });

  it("takes files along as a form", () => {
    const form = again(fold, [new File(["1,2"], "list.csv")]) as FormData;
    expect(JSON.parse(String(form.get("session")))).toEqual(order);
    expect((form.get("files") as File).name).toBe("list.csv");
  });
});
