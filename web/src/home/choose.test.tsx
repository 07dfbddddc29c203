import { act, cleanup, fireEvent, render, renderHook, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { AgentCount } from "./AgentCount";
import { useChoices } from "./choices";
import { useDraft } from "./draft";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  localStorage.clear();
});

describe("a draft", () => {
  it("is there again after a reload, until it was submitted", () => {
    const typed = renderHook(useDraft);
    act(() => typed.result.current[1]("Write a poem"));
    const reloaded = renderHook(useDraft);
    expect(reloaded.result.current[0]).toBe("Write a poem");
    act(() => reloaded.result.current[1](""));
    expect(renderHook(useDraft).result.current[0]).toBe("");
  });

  it("can be typed where nothing can be stored", () => {
    const full = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
    vi.stubGlobal("localStorage", { getItem: full, setItem: full, removeItem: full });
    const typed = renderHook(useDraft);
    act(() => typed.result.current[1]("Write a poem"));
    expect(typed.result.current[0]).toBe("Write a poem");
  });
});

describe("choices", () => {
  it("are remembered, and nonsense in the store is not believed", () => {
    const chosen = renderHook(useChoices);
    act(() => chosen.result.current[1]({ agents: 3, review: true }));
    expect(renderHook(useChoices).result.current[0]).toMatchObject({ agents: 3, review: true });
    localStorage.setItem("manyhands.choices", '{"agents": -1, "model": 7}');
    expect(renderHook(useChoices).result.current[0]).toMatchObject({ agents: 2, model: null });
  });
});

describe("the number of agents", () => {
  it("is one click up to four, and no more is offered than the server allows", () => {
    const change = vi.fn();
    render(<AgentCount count={2} most={3} onChange={change} />);
    expect(screen.getAllByRole("radio")).toHaveLength(3);
    expect(screen.queryByRole("button")).toBeNull();
    fireEvent.click(screen.getByRole("radio", { name: "3 agents" }));
    expect(change).toHaveBeenCalledWith(3);
  });

  it("goes further in a menu when the server allows more", () => {
    const change = vi.fn();
    render(<AgentCount count={6} most={8} onChange={change} />);
    expect(screen.getAllByRole("radio")).toHaveLength(4);
    fireEvent.keyDown(screen.getByRole("button", { name: "6 agents, change" }), { key: "Enter" });
    const more = screen.getAllByRole("menuitemradio");
    expect(more.map((it) => it.textContent)).toEqual([5, 6, 7, 8].map((n) => `${n} agents`));
    fireEvent.click(more[3]!);
    expect(change).toHaveBeenCalledWith(8);
  });
});
