import { QueryClientProvider, useQuery } from "@tanstack/react-query";
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { get } from "@/api/rest";
import { Mishap } from "./Mishap";
import { OfflineLine } from "./OfflineLine";
import { queries } from "./queries";
import { useSignedIn } from "./signedIn";

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function Page() {
  const { data } = useQuery({ queryKey: ["it"], queryFn: () => get<string>("/api/it") });
  return <p>{useSignedIn() ? (data ?? "waiting") : "signed out"}</p>;
}

function shown() {
  return render(
    <QueryClientProvider client={queries()}>
      <Page />
      <OfflineLine />
    </QueryClientProvider>,
  );
}

describe("whoever is not signed in", () => {
  it("is told so at the first refusal, and goes on after signing in in another tab", async () => {
    const refusal = () => new Response(JSON.stringify({ code: "no-token" }), { status: 401 });
    vi.stubGlobal(
      "fetch",
      vi.fn(async () => refusal()),
    );
    shown();
    await screen.findByText("signed out");

    fireEvent.focus(window);
    await act(async () => {});
    screen.getByText("signed out");

    vi.stubGlobal(
      "fetch",
      vi.fn(async () => Response.json("here")),
    );
    fireEvent.focus(window);
    await vi.waitFor(() => expect(screen.queryByText("signed out")).toBeNull());
  });
});

describe("a server that is away", () => {
  it("is asked again and again, whatever the browser thinks of its network, until it answers", async () => {
    vi.useFakeTimers();
    vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
    const fetched = vi.fn(() => Promise.reject(new TypeError("refused")));
    vi.stubGlobal("fetch", fetched);
    shown();
    await act(() => vi.advanceTimersByTimeAsync(60_000));
    expect(fetched.mock.calls.length).toBeGreaterThan(8);
    screen.getByText(/does not answer/);

    vi.stubGlobal(
      "fetch",
      vi.fn(async () => Response.json("here")),
    );
    await act(() => vi.advanceTimersByTimeAsync(10_000));
    screen.getByText("here");
    expect(screen.queryByText(/does not answer/)).toBeNull();
  });
});

describe("a page that cannot be shown", () => {
  it.each([
    ["x is undefined", "This page broke"],
    ["Failed to fetch dynamically imported module: http://x", "This page did not come"],
  ])("because of %s says: %s", (message, words) => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    function Broken(): never {
      throw new Error(message);
    }
    render(
      <Mishap>
        <Broken />
      </Mishap>,
    );
    screen.getByText(words);
    screen.getByRole("button", { name: "Load the page again" });
  });
});
