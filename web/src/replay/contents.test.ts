import { afterEach, describe, expect, it, vi } from "vitest";
import { load } from "./contents";
import { TEXT_BYTES } from "./preview";

const signal = new AbortController().signal;

function answer(body: BodyInit, status = 200): void {
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(body, { status })));
}

describe("what of a file is shown", () => {
  afterEach(() => vi.unstubAllGlobals());

  it("is the beginning of a long text, and the rest is not fetched", async () => {
    let pulled = 0;
    let cancelled = false;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled++;
        controller.enqueue(new TextEncoder().encode("cheddar\n".repeat(1_000)));
      },
      cancel() {
        cancelled = true;
      },
    });
    answer(endless);
    const shown = await load("s", "a.txt", "text", signal);
    expect(shown).toMatchObject({ kind: "text", whole: false });
    expect(shown.kind === "text" && shown.text.length).toBe(TEXT_BYTES);
    expect(pulled).toBeLessThan(20);
    expect(cancelled).toBe(true);
  });

  it("is all of a short one", async () => {
    answer("bread");
    expect(await load("s", "a.txt", "text", signal)).toEqual({
      ...{ kind: "text", text: "bread", whole: true },
    });
  });

  it("is no picture when the bytes are something else, whatever the name says", async () => {
    answer("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>");
    expect(await load("s", "a.png", "image", signal)).toMatchObject({ kind: "none" });
  });

  it("has the type of its bytes when it is one", async () => {
    answer(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 1, 2));
    const shown = await load("s", "a.png", "image", signal);
    expect(shown.kind === "image" && shown.blob.type).toBe("image/jpeg");
  });

  it("is the server's words when it refuses", async () => {
    answer(JSON.stringify({ code: "unknown-artifact", detail: "There is no such file." }), 404);
    await expect(load("s", "a.txt", "text", signal)).rejects.toThrow("There is no such file.");
  });
});
