import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Entry, Fact } from "@/event/event";
import { NeedsYou } from "./NeedsYou";
import { SessionProvider, SessionStore } from "./store";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const asked = (why: "agent" | "disputed"): Fact => ({
  ...{ type: "question:asked", question: "q1", agent: "a1", task: "t2", why },
  ...{ text: "Which <b>colour</b>?", call: null, until: null },
});

const shown = (why: "agent" | "disputed", answer: () => Response) => facing(asked(why), answer);

/** What waits for a person after that fact; answers with what was sent to the server. */
function facing(fact: Fact, answer: () => Response) {
  const fetched = vi.fn(async (_path: string, _init: RequestInit) => answer());
  vi.stubGlobal("fetch", fetched);
  const store = new SessionStore("s-1");
  const facts: Fact[] = [{ type: "agent:started", agent: "a1", name: "Ada" }, fact];
  facts.forEach((fact, i) =>
    store.fold.apply({
      seq: i + 1,
      at: "2026-01-01T00:00:00Z",
      sessionId: "s-1",
      ...fact,
    } as Entry),
  );
  render(
    <SessionProvider value={store}>
      <NeedsYou />
    </SessionProvider>,
  );
  return fetched;
}

const fine = () => new Response("{}", { status: 200 });
const sent = (fetched: ReturnType<typeof shown>) =>
  fetched.mock.calls.map(([path, init]) => [path, JSON.parse(String(init.body))]);

describe("an agent's question", () => {
  it("is answered by Enter, once, and a line is broken by Shift+Enter", async () => {
    const fetched = shown("agent", fine);
    expect(screen.getByText("Which <b>colour</b>?")).toBeTruthy();
    const field = screen.getByLabelText("Your answer, to Ada");
    fireEvent.change(field, { target: { value: " Blue. " } });
    fireEvent.keyDown(field, { key: "Enter", shiftKey: true });
    fireEvent.keyDown(field, { key: "Enter", isComposing: true });
    expect(fetched).not.toHaveBeenCalled();
    fireEvent.keyDown(field, { key: "Enter" });
    fireEvent.keyDown(field, { key: "Enter" });
    await waitFor(() => expect(screen.getByText("Sent")).toBeTruthy());
    fireEvent.keyDown(field, { key: "Enter" });
    expect(sent(fetched)).toEqual([["/api/sessions/s-1/questions/q1", { text: "Blue." }]]);
  });

  it("about a disputed result is settled by one click", () => {
    const fetched = shown("disputed", fine);
    fireEvent.click(screen.getByRole("button", { name: "Accept as it is" }));
    expect(sent(fetched)).toEqual([["/api/sessions/s-1/questions/q1", { text: "accept" }]]);
  });

  it("keeps what was typed when somebody else was quicker", async () => {
    const body = JSON.stringify({ code: "already-answered", detail: "It was answered already." });
    shown("agent", () => new Response(body, { status: 409 }));
    const field = screen.getByLabelText<HTMLTextAreaElement>("Your answer, to Ada");
    fireEvent.change(field, { target: { value: "Blue." } });
    fireEvent.click(screen.getByRole("button", { name: "Answer" }));
    await waitFor(() => expect(screen.getByText("It was answered already.")).toBeTruthy());
    expect(field.value).toBe("Blue.");
  });
});

describe("a budget that is used up", () => {
  const reached = (task: string | null): Fact => ({
    ...{ type: "budget:reached", agent: task === null ? null : "a1", task, what: "time" },
    ...{ used: 1_801, limit: 1_800, until: null },
  });

  it("is raised by as much again unless a person says otherwise", () => {
    const fetched = facing(reached(null), fine);
    expect(screen.getByText("Paused at its budget: 30 min.")).toBeTruthy();
    const field = screen.getByLabelText<HTMLInputElement>("Raise by, in minutes");
    expect(field.value).toBe("30");
    fireEvent.change(field, { target: { value: "nothing" } });
    const raise = screen.getByRole<HTMLButtonElement>("button", { name: "Go on" });
    expect(raise.disabled).toBe(true);
    fireEvent.change(field, { target: { value: "2,5" } });
    fireEvent.click(raise);
    expect(sent(fetched)).toEqual([["/api/sessions/s-1/budget", { time: "PT150S" }]]);
  });

  it("of a task says whose it is", () => {
    const fetched = facing(reached("t2"), fine);
    expect(screen.getByText("Ada stands still at the budget of task 2: 30 min.")).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "Go on" }));
    expect(sent(fetched)).toEqual([["/api/sessions/s-1/budget", { task: "t2", time: "PT1800S" }]]);
  });
});
