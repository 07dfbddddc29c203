import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import type { Entry } from "@/event/event";
import { SessionFold } from "./fold";
import type { SessionView } from "./view";

const contract = resolve(import.meta.dirname, "../../../contract/session");

/** Whole sessions, with what the server's own fold answers after their last fact. */
describe("the golden sessions", () => {
  const files = readdirSync(contract);

  it("are there", () => {
    expect(files.length).toBeGreaterThan(5);
  });

  it.each(files)("are folded as the server folds them: %s", (file) => {
    const golden = JSON.parse(readFileSync(join(contract, file), "utf8")) as {
      entries: Entry[];
      view: SessionView;
    };
    const fold = new SessionFold();
    golden.entries.forEach((entry) => fold.apply(entry));
    expect(fold.view()).toStrictEqual(golden.view);
  });

  it.each(files)("come out the same when facts come twice: %s", (file) => {
    const { entries } = JSON.parse(readFileSync(join(contract, file), "utf8")) as {
      entries: Entry[];
    };
    const once = new SessionFold();
    const twice = new SessionFold();
    for (const entry of entries) {
      once.apply(entry);
      twice.apply(entry);
      twice.apply(entry);
    }
    expect(twice.view()).toStrictEqual(once.view());
  });
});
