import { describe, expect, it } from "vitest";
import type { Entry, Fact } from "@/event/event";
import { isProblem } from "./filter";
import { Steps } from "./steps";

const usage = { input: 14_000, output: 120, cacheRead: 13_000, microDollars: 4_200 };

/** What the model answered, and what it is about to do. */
function call(name: string, words: string): Fact[] {
  const calls = [{ id: "c1", name, arguments: "{}" }];
  const which = { agent: "a1", task: "t1", step: 1 };
  return [
    { type: "agent:reasoning", ...which, text: "", thinking: [], calls, usage, millis: 800 },
    { type: "agent:thinking", ...which, call: "c1", words, action: null },
  ];
}

function steps(...facts: Fact[]) {
  const made = new Steps();
  facts.forEach((fact, i) =>
    made.apply(
      { seq: i + 1, at: "2026-01-31T12:00:00Z", sessionId: "s-1", ...fact } as Entry,
      () => "Ada",
    ),
  );
  return made.items();
}

const claimed: Fact = {
  ...{ type: "task:claimed", task: "t1", agent: "a1", round: 1, result: "The rate is 0.92." },
  ...{ evidence: "cat shows it", artifacts: ["rate.txt"] },
};
const checked = (standing: "verified" | "claimed" | "disputed"): Fact => ({
  ...{ type: "task:checked", task: "t1", agent: "a1", round: 1, standing, usage },
  reason: "There is no date.",
});

describe("what an agent tells", () => {
  it("is one step for a finding, with all of its text", () => {
    const text = "The cheapest is the Kestrel, " + "which is long ".repeat(20);
    const noted: Fact = { type: "note:added", agent: "a1", task: "t1", call: "c1", text };
    const items = steps(...call("note", "Noted: The cheapest …"), noted);
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ kind: "step", told: { text } });
    expect(steps({ ...noted, call: null } as Fact)).toMatchObject([{ about: "finding" }]);
  });

  it("is what it claims, how it knows and which files it names", () => {
    const items = steps(...call("finish", "Finished: The rate …"), claimed, checked("disputed"));
    expect(items).toMatchObject([
      { told: { text: "The rate is 0.92.", evidence: "cat shows it", files: ["rate.txt"] } },
      { about: "check", tone: "warn", words: "Checked task 1: disputed. There is no date." },
    ]);
    expect(items.filter(isProblem)).toHaveLength(1);
  });

  it("never passes for done without a word about who found so", () => {
    const done = (standing?: "verified" | "disputed"): Fact => ({
      ...{ type: "task:completed", task: "t1", agent: "a1", result: "" },
      ...(standing === undefined ? {} : { standing }),
    });
    const words = steps(done("verified"), done(), done("disputed")).map(
      (it) => it.kind === "note" && [it.words, it.tone],
    );
    expect(words).toEqual([
      ["Completed task 1, and it was verified", "good"],
      ["Completed task 1, not checked", "plain"],
      ["Completed task 1, accepted although it is disputed", "warn"],
    ]);
  });

  it("says what is done about it when it gets nowhere", () => {
    const stuck = (rung: "tell" | "look" | "replan" | "ask" | "fail"): Fact => ({
      ...{ type: "agent:stuck", agent: "a1", task: "t1", step: 4, rung },
      reason: "the same click changed nothing, three times.",
    });
    const items = steps(stuck("look"), stuck("fail"));
    expect(items).toMatchObject([
      {
        words:
          "Gets nowhere: the same click changed nothing, three times; it was asked to look closer",
        tone: "warn",
      },
      { tone: "bad" },
    ]);
  });

  it("is an answer under the agent that asked", () => {
    const items = steps(
      {
        ...{ type: "question:asked", question: "q1", agent: "a1", task: "t1", why: "agent" },
        ...{ text: "Which?", call: null, until: null },
      },
      { type: "question:answered", question: "q1", text: "The blue one.", by: "a person" },
    );
    expect(items).toMatchObject([
      { agent: "a1", tone: "needs-you", words: "Asks you: Which?" },
      { agent: "a1", words: "Answered by a person: The blue one." },
    ]);
  });
});

describe("a step", () => {
  it("has what its reply took, once, and the part of the screen that was looked at", () => {
    const zoomed: Fact = {
      ...{ type: "screen:zoomed", agent: "a1", call: "c1", picture: "5a44" },
      ...{ mediaType: "image/png", size: { width: 640, height: 400 } },
      region: { x: 0, y: 0, width: 320, height: 200 },
    };
    const given: Fact = {
      ...{ type: "picture:given", agent: "a1", call: "c2", picture: "77aa" },
      ...{ mediaType: "image/png", size: { width: 64, height: 40 } },
    };
    const facts = call("zoom", "Looked closer at 0, 0 to 320, 200");
    const items = steps(...facts, { ...facts[1]!, call: "c2" } as Fact, zoomed, given);
    expect(items).toMatchObject([
      { usage, picture: { hash: "5a44", part: true } },
      { usage: null, picture: { hash: "77aa", part: true } },
    ]);
  });
});
