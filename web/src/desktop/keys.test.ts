import { describe, expect, it } from "vitest";
import { key, keysym, strokes, typed } from "./keys";

describe("keys", () => {
  it("go down in order and up in the other", () => {
    const order = strokes("ctrl+alt+delete").map(({ key, down }) => (down ? "+" : "-") + key.code);
    expect(order).toEqual([
      ...["+ControlLeft", "+AltLeft", "+Delete"],
      ...["-Delete", "-AltLeft", "-ControlLeft"],
    ]);
  });

  it("have the numbers that X knows them by", () => {
    expect(key("f1").sym).toBe(0xffbe);
    expect(key("f12")).toEqual({ sym: 0xffc9, code: "F12" });
    expect(key("v")).toEqual({ sym: 0x76, code: "KeyV" });
    expect(keysym("A")).toBe(0x41);
    expect(keysym("é")).toBe(0xe9);
    expect(keysym("€")).toBe(0x010020ac);
    expect(keysym("😀")).toBe(0x0101f600);
    expect(keysym("\n")).toBe(0xff0d);
    expect(keysym("\t")).toBe(0xff09);
  });
});

describe("what a soft keyboard typed", () => {
  it("is what was added, what was deleted, or both when a word was corrected", () => {
    expect(typed("ab", "abc")).toEqual({ deleted: 0, text: "c" });
    expect(typed("abc", "ab")).toEqual({ deleted: 1, text: "" });
    expect(typed("teh", "the ")).toEqual({ deleted: 2, text: "he " });
    expect(typed("a", "a")).toEqual({ deleted: 0, text: "" });
  });

  it("counts a character beyond 16 bits as one", () => {
    expect(typed("a😀", "a")).toEqual({ deleted: 1, text: "" });
    expect(typed("", "😀")).toEqual({ deleted: 0, text: "😀" });
  });
});
