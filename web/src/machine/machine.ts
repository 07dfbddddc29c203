import { useQuery } from "@tanstack/react-query";
import { get } from "@/api/rest";

/** What this machine can do, as `GET /api/machine` says. */
export type Machine = {
  models: Choice[];
  desktops: Choice[];
  maxAgents: number;
  warm: number;
  /** Keys of providers: whether they are there, never what they are. */
  keys?: { name: string; present: boolean }[];
  /** MCP servers whose tools agents get; `trouble` is empty when one can be used. */
  servers?: { name: string; tools: number; trouble: string }[];
  /** What counts for every session; times are ISO 8601 durations. */
  rules?: { waits: string; seat: string; approve: string[]; prices: string };
};
/** Something to choose; it works when nothing is `missing`. */
export type Choice = { name: string; isDefault: boolean; missing: Part[] };
export type Part = { what: string; remedy: string };

export function useMachine() {
  return useQuery({
    queryKey: ["machine"],
    queryFn: ({ signal }) => get<Machine>("/api/machine", signal),
  });
}

/** The server's version, from the description of its API. */
export function useVersion() {
  return useQuery({
    queryKey: ["version"],
    staleTime: Infinity,
    queryFn: async ({ signal }) =>
      (await get<{ info: { version: string } }>("/openapi.json", signal)).info.version,
  });
}
