import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Entry, Fact } from "@/event/event";
import { SessionProvider, SessionStore } from "@/session/store";
import { AgentTabs } from "./AgentTabs";

function session(...facts: Fact[]): SessionStore {
  const store = new SessionStore("s-1");
  facts.forEach((fact, i) =>
    store.fold.apply({
      seq: i + 1,
      at: "2026-01-01T00:00:00Z",
      sessionId: "s-1",
      ...fact,
    } as Entry),
  );
  return store;
}

const started = (agent: string, name: string): Fact => ({ type: "agent:started", agent, name });
const asks: Fact = {
  ...{ type: "approval:asked", approval: "p1", agent: "a2", words: "delete it" },
  ...{ task: null, call: null, tool: null, until: null },
};

function shown(store: SessionStore, place = "all") {
  const go = vi.fn();
  render(
    <SessionProvider value={store}>
      <AgentTabs place={place} go={go} />
    </SessionProvider>,
  );
  return go;
}

afterEach(cleanup);

describe("the tabs of a session", () => {
  it("are all desktops, then each agent with number, name and state", () => {
    shown(session(started("a1", "Ada"), started("a2", "Bo")));
    expect(screen.getAllByRole("tab").map((it) => it.textContent)).toEqual([
      "All",
      "1 Adastarting",
      "2 Bostarting",
    ]);
  });

  it("say which agent waits for a person, in words", () => {
    shown(session(started("a1", "Ada"), started("a2", "Bo"), asks));
    expect(screen.getByRole("tab", { name: /Bo/ }).textContent).toContain("waiting for you");
    expect(screen.getByRole("tab", { name: /Ada/ }).textContent).not.toContain("for you");
  });

  it("do not say done of an agent whose task failed", () => {
    const failed: Fact = { type: "task:failed", task: "t1", agent: "a1", reason: "no terminal" };
    const planned: Fact = { type: "task:created", task: "t1", description: "x", dependsOn: [] };
    const done = { type: "agent:terminated", agent: "a1", status: "done", reason: "" } as const;
    shown(session(started("a1", "Ada"), planned, failed, done));
    expect(screen.getByRole("tab", { name: /Ada/ }).textContent).toContain("task failed");
  });

  it("have the summary when the session has ended", () => {
    shown(session({ type: "session:complete", status: "completed", reason: "" }));
    expect(screen.getByRole("tab", { name: "Summary" })).toBeTruthy();
  });

  it("are one stop for the keyboard; arrows go on from there", () => {
    const go = shown(session(started("a1", "Ada"), started("a2", "Bo")), "a1");
    const stops = screen.getAllByRole("tab").filter((it) => it.tabIndex === 0);
    expect(stops.map((it) => it.getAttribute("aria-selected"))).toEqual(["true"]);
    fireEvent.keyDown(stops[0]!, { key: "ArrowRight" });
    expect(go).toHaveBeenLastCalledWith("a2");
    fireEvent.keyDown(stops[0]!, { key: "Home" });
    expect(go).toHaveBeenLastCalledWith("all");
  });

  it("are reached by digits from anywhere but a text", () => {
    const go = shown(session(started("a1", "Ada"), started("a2", "Bo")));
    fireEvent.keyDown(document.body, { key: "2" });
    expect(go).toHaveBeenLastCalledWith("a2");
    fireEvent.keyDown(document.body, { key: "0" });
    expect(go).toHaveBeenLastCalledWith("all");
    go.mockClear();
    const field = document.body.appendChild(document.createElement("input"));
    fireEvent.keyDown(field, { key: "1" });
    fireEvent.keyDown(document.body, { key: "1", ctrlKey: true });
    fireEvent.keyDown(document.body, { key: "7" });
    field.remove();
    expect(go).not.toHaveBeenCalled();
  });
});
