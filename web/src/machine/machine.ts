import { useQuery } from "@tanstack/react-query";
import { get } from "@/api/rest";

/** What this machine can do, as `GET /api/machine` says. */
export type Machine = { models: Choice[]; desktops: Choice[]; maxAgents: number; warm: number };
/** Something to choose; it works when nothing is `missing`. */
export type Choice = { name: string; isDefault: boolean; missing: Part[] };
export type Part = { what: string; remedy: string };

export function useMachine() {
  return useQuery({
    queryKey: ["machine"],
    queryFn: ({ signal }) => get<Machine>("/api/machine", signal),
  });
}
