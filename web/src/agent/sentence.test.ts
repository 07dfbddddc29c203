import { describe, expect, it } from "vitest";
import type { Action } from "@/desktop/action";
import type { Outcome } from "@/event/event";
import { sentence, trouble, why } from "./sentence";

function said(action: Action | null, outcome: Outcome | null = "performed"): string {
  const { done, what } = sentence({ action, tool: null, words: "", outcome });
  return `${done} ${what}`;
}

const left = { button: "left" as const, modifiers: [] };

describe("a step in words", () => {
  it.each<[Action, string]>([
    [{ type: "click", x: 640, y: 400, ...left }, "Clicked 640, 400"],
    [{ type: "click", x: 1, y: 2, button: "right", modifiers: [] }, "Right-clicked 1, 2"],
    [
      { type: "click", x: 1, y: 2, button: "left", modifiers: ["ctrl", "shift"] },
      "Clicked 1, 2 with ctrl+shift",
    ],
    [{ type: "double_click", x: 1, y: 2, ...left }, "Double-clicked 1, 2"],
    [{ type: "triple_click", x: 1, y: 2, ...left }, "Triple-clicked 1, 2"],
    [
      { type: "double_click", x: 1, y: 2, button: "middle", modifiers: [] },
      "Middle-double-clicked 1, 2",
    ],
    [{ type: "move", x: 0, y: 0 }, "Moved to 0, 0"],
    [
      {
        type: "drag",
        path: [
          { x: 10, y: 20 },
          { x: 15, y: 25 },
          { x: 30, y: 40 },
        ],
        ...left,
      },
      "Dragged 10, 20 → 30, 40",
    ],
    [{ type: "scroll", x: 1, y: 2, direction: "down", ticks: 3, modifiers: [] }, "Scrolled down 3"],
    [{ type: "type", text: "hello" }, 'Typed "hello"'],
    [{ type: "type", text: "cd /\ndate\n" }, 'Typed "cd /\ndate↵"'],
    [{ type: "press", keys: "ctrl+s" }, "Pressed ctrl+s"],
    [{ type: "press", keys: "Down", times: 3 }, "Pressed Down 3 times"],
    [{ type: "hold", keys: "shift", millis: 500 }, "Held shift for 500 ms"],
    [{ type: "type_secret", name: "github", what: "value" }, "Typed the secret github"],
    [{ type: "type_secret", name: "github", what: "code" }, "Typed the code of github"],
    [{ type: "wait", millis: 2_000 }, "Waited 2 s"],
  ])("%j", (action, words) => expect(said(action)).toBe(words));

  it("is told as going on until its outcome is known", () => {
    expect(said({ type: "click", x: 1, y: 2, ...left }, null)).toBe("Clicking 1, 2");
    expect(said({ type: "double_click", x: 1, y: 2, ...left }, null)).toBe("Double-clicking 1, 2");
    expect(said({ type: "type", text: "a" }, null)).toBe('Typing "a"');
  });

  it("sets commands and files apart from what was done with them", () => {
    const of = (tool: string, words: string) =>
      sentence({ action: null, tool, words, outcome: "performed" });
    expect(of("run_command", "Ran `ls -l | wc`")).toEqual({
      kind: "command",
      done: "Ran",
      what: "ls -l | wc",
    });
    expect(of("read_file", "Read notes.txt")).toMatchObject({ kind: "read", what: "notes.txt" });
    expect(of("finish", "Finished: all done")).toMatchObject({
      kind: "finish",
      done: "Says that it is done",
    });
    expect(of("screenshot", "Looked at the screen").done).toBe("Looked at the screen");
    expect(of("run_command", "Ran `ls")).toMatchObject({ done: "Ran `ls", what: "" });
    expect(of("box__search", 'Used search of box: {"q":"a: b"}')).toEqual({
      kind: "server",
      done: "Used search of box",
      what: '{"q":"a: b"}',
    });
    expect(of("box__list", "Used list of box: {}")).toMatchObject({
      done: "Used list of box",
      what: "",
    });
    expect(of("some_tool", "used a tool")).toMatchObject({ kind: "tool", done: "Used a tool" });
  });
});

describe("what touches no screen", () => {
  const goesOn = (tool: string, words: string) => {
    const { done, what } = sentence({ action: null, tool, words, outcome: null });
    return `${done} ${what}`.trim();
  };

  it("is told as going on, too", () => {
    expect(goesOn("run_command", "Ran `make`")).toBe("Running make");
    expect(goesOn("box__search", "Used search of box: {}")).toBe("Using search of box");
    expect(goesOn("read_file", "Read a b.txt")).toBe("Reading a b.txt");
    expect(goesOn("write_file", "Wrote a.txt")).toBe("Writing a.txt");
    expect(goesOn("screenshot", "Looked at the screen")).toBe("Looking at the screen");
    expect(goesOn("finish", "Finished: done")).toBe("Says that it is done");
  });
});

describe("why it was not done", () => {
  it.each([
    [
      "Not performed: the screen changed since the picture that you saw. Look again.",
      "the screen changed since the picture that you saw.",
    ],
    ["Not done: a person did not allow this.", "a person did not allow this."],
    ["Failed: no such key.", "no such key."],
    ["exit status 1", "exit status 1"],
  ])("%s", (message, said) => expect(why(message)).toBe(said));
});

describe("an outcome", () => {
  it("is worth a word only when it is not simply done", () => {
    expect(trouble(null)).toBeNull();
    expect(trouble("performed")).toBeNull();
    const others: Outcome[] = ["stale", "refused", "failed", "unknown"];
    expect(new Set(others.map((it) => trouble(it)?.word)).size).toBe(4);
  });
});
