import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { createRef } from "react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { SessionView } from "@/session/view";
import { TooltipProvider } from "@/ui/tooltip";
import { attach, MOST_FILES } from "./attachments";
import { possible } from "./choices";
import { NO_EXTRAS, wrongExtras } from "./extras";
import { PromptBox } from "./PromptBox";
import { PromptText } from "./PromptText";
import { inOrder, needsYou } from "./recent";
import { body, useSubmission } from "./submit";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function session(id: string, change: Partial<SessionView>): SessionView {
  return {
    id,
    prompt: id,
    status: "completed",
    reason: null,
    createdAt: "2026-01-31T12:00:00Z",
    endedAt: null,
    tasks: [],
    agents: [],
    artifacts: [],
    usage: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0, steps: 0, cost: null },
    seq: 1,
    prompts: [id],
    approvals: [],
    deadline: null,
    files: [],
    questions: [],
    notes: [],
    budget: { task: {}, session: null, reached: [] },
    ...change,
  };
}

const choices = { agents: 2, model: null, desktop: "local", review: false };

describe("recent sessions", () => {
  it("begin with those that wait for a person, then those at work", () => {
    const old = "2026-01-30T12:00:00Z";
    const list = [
      session("done", {}),
      session("running", { status: "running" }),
      session("asks", { status: "review", createdAt: old }),
      session("older", { status: "running", createdAt: old }),
    ];
    expect(inOrder(list).map((it) => it.id)).toEqual(["asks", "running", "older", "done"]);
  });

  it("need nobody once they have ended", () => {
    const approval = { id: "p1", agent: "a1", task: null, tool: null, words: "", until: null };
    expect(needsYou(session("s", { status: "running", approvals: [approval] }))).toBe(true);
    expect(needsYou(session("s", { status: "stopped", approvals: [approval] }))).toBe(false);
  });
});

describe("attached files", () => {
  const file = (name: string, size = 3) => new File(["x".repeat(size)], name);

  it("are not taken twice, and two of one name are told apart", () => {
    const one = file("a.txt");
    const { files } = attach(attach([], [one, one]).files, [file("a.txt", 5)]);
    expect(files.map((it) => it.name)).toEqual(["a.txt", "a-2.txt"]);
  });

  it("have a bound that is said in words", () => {
    const many = Array.from({ length: MOST_FILES + 1 }, (_, i) => file(`${i}.txt`));
    const { files, refused } = attach([], many);
    expect(files).toHaveLength(MOST_FILES);
    expect(refused).toContain(String(MOST_FILES));
  });

  it("go in a form beside the order, which is plain JSON without them", () => {
    expect(body("go", [], choices, NO_EXTRAS, [])).toEqual({
      prompt: "go",
      agents: 2,
      review: false,
      desktop: "local",
    });
    const form = body("go", [file("a.txt")], choices, NO_EXTRAS, []) as FormData;
    expect(form.getAll("files")).toHaveLength(1);
    expect(form.has("session")).toBe(true);
  });
});

describe("what most people leave alone", () => {
  const order = (extras: object) =>
    body("go", [], { ...choices, model: "claude" }, { ...NO_EXTRAS, ...extras }, []);

  it("goes along when it is set", () => {
    expect(
      order({ minutes: "2,5", taskSteps: "40", dollars: "1.5", exact: " claude-opus-5-5 " }),
    ).toMatchObject({
      model: "claude:claude-opus-5-5",
      budget: { steps: 40, session: { dollars: 1.5, time: "PT150S" } },
    });
    expect(order({ taskMinutes: "3" })).toMatchObject({ budget: { time: "PT180S" } });
    expect(order({ check: false })).toMatchObject({ check: false });
    expect(order({})).not.toHaveProperty("budget");
    expect(order({})).not.toHaveProperty("check");
  });

  it("is refused in words when it is no number", () => {
    for (const wrong of ["-1", "0", "a lot", "1e9", "1.5.1"]) {
      expect(wrongExtras({ ...NO_EXTRAS, taskMinutes: wrong }, [])).toContain("Minutes");
    }
    expect(wrongExtras({ ...NO_EXTRAS, taskSteps: "1.5" }, [])).toContain("whole number");
    expect(wrongExtras({ ...NO_EXTRAS, minutes: ".5", taskSteps: "3" }, [])).toBeNull();
  });
});

describe("secrets", () => {
  const secret = (name: string, value: string, totp = "") => ({ key: 1, name, value, totp });

  it("go by name, and what was left empty does not go at all", () => {
    const list = [
      secret(" wiki ", "hunter22", " JBSW Y3DP "),
      secret("mail", "", "JBSW"),
      secret("", ""),
    ];
    expect(body("go", [], choices, NO_EXTRAS, list)).toMatchObject({
      secrets: { wiki: { value: "hunter22", totp: "JBSW Y3DP" }, mail: { totp: "JBSW" } },
    });
    expect(body("go", [], choices, NO_EXTRAS, [secret("", "")])).not.toHaveProperty("secrets");
  });

  it("are refused in words that never hold them", () => {
    const wrong = [
      [secret("", "canary1")],
      [secret("canary pass", "canary1")],
      [secret("a", "can")],
      [secret("a", "")],
      [secret("a", "canary1"), secret("a", "canary2")],
    ].map((list) => wrongExtras(NO_EXTRAS, list));
    expect(wrong.slice(0, 3)).not.toContain(null);
    expect(wrong[4]).toContain("Two secrets");
    expect(wrong.join()).not.toContain("canary");
  });

  it("leave nothing in the browser's storage, and are gone once they were sent", async () => {
    const machine = { models: [], desktops: [], maxAgents: 4, warm: 0 };
    const answer = (path: string) => (path === "/api/machine" ? machine : session("s-1", {}));
    vi.stubGlobal(
      "fetch",
      vi.fn(async (path: string) => new Response(JSON.stringify(answer(path)))),
    );
    const opened = vi.fn();
    render(
      <QueryClientProvider client={new QueryClient()}>
        <TooltipProvider>
          <PromptBox prompt={createRef()} draft="go" onDraft={() => {}} onOpened={opened} />
        </TooltipProvider>
      </QueryClientProvider>,
    );
    fireEvent.click(screen.getByRole("button", { name: "More options" }));
    fireEvent.click(screen.getByRole("button", { name: "Add a secret" }));
    fireEvent.change(screen.getByLabelText("Name of secret 1"), { target: { value: "wiki" } });
    const value = screen.getByLabelText<HTMLInputElement>("Value of secret 1");
    expect(value.type).toBe("password");
    fireEvent.change(value, { target: { value: "canary-1234" } });
    fireEvent.click(screen.getByRole("button", { name: "Start" }));
    await vi.waitFor(() => expect(opened).toHaveBeenCalledOnce());
    await vi.waitFor(() => expect(screen.queryByLabelText("Value of secret 1")).toBeNull());
    expect(screen.getByRole("button", { name: "Add a secret" })).toBeTruthy();
    expect(
      JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage }),
    ).not.toContain("canary");
  });
});

describe("choices", () => {
  it("give way to what works on this machine", () => {
    const machine = {
      models: [
        { name: "claude", isDefault: true, missing: [{ what: "KEY", remedy: "export KEY=" }] },
        { name: "scripted", isDefault: false, missing: [] },
      ],
      desktops: [{ name: "local", isDefault: true, missing: [] }],
      maxAgents: 3,
      warm: 0,
    };
    const wanted = { agents: 9, model: "claude", desktop: "qemu", review: true };
    expect(possible(wanted, machine)).toEqual({
      agents: 3,
      model: "scripted",
      desktop: "local",
      review: true,
    });
  });
});

describe("the prompt", () => {
  function type() {
    const submit = vi.fn();
    render(
      <PromptText
        ref={createRef()}
        text="go"
        busy={false}
        refusal={null}
        onChange={() => {}}
        onFiles={() => {}}
        onSubmit={submit}
      />,
    );
    return { submit, area: screen.getByLabelText("What should get done?") };
  }

  it("is submitted by Enter, and broken into lines by Shift+Enter", () => {
    const { submit, area } = type();
    fireEvent.keyDown(area, { key: "Enter", shiftKey: true });
    expect(submit).not.toHaveBeenCalled();
    fireEvent.keyDown(area, { key: "Enter" });
    expect(submit).toHaveBeenCalledOnce();
  });

  it("is not submitted while an input method composes a word", () => {
    const { submit, area } = type();
    fireEvent.keyDown(area, { key: "Enter", isComposing: true });
    fireEvent.keyDown(area, { key: "Enter", keyCode: 229 });
    expect(submit).not.toHaveBeenCalled();
  });
});

describe("a submission", () => {
  it("opens one session however often it is asked for", async () => {
    let answer: (response: Response) => void = () => {};
    const fetched = vi.fn(() => new Promise<Response>((resolve) => (answer = resolve)));
    vi.stubGlobal("fetch", fetched);
    const opened = vi.fn();
    function Form() {
      const it = useSubmission(opened);
      return <button onClick={() => it.submit("go", [], choices, NO_EXTRAS, [])}>Start</button>;
    }
    render(<Form />);
    fireEvent.click(screen.getByText("Start"));
    fireEvent.click(screen.getByText("Start"));
    expect(fetched).toHaveBeenCalledOnce();
    answer(new Response(JSON.stringify(session("s-1", {})), { status: 201 }));
    await vi.waitFor(() => expect(opened).toHaveBeenCalledOnce());
  });
});
