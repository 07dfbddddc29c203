import { useQuery } from "@tanstack/react-query";
import { get } from "@/api/rest";
import type { Size } from "@/desktop/action";

/** A desktop without an agent, as `GET /api/desktops` has it. */
export type OpenDesktop = {
  id: string;
  kind: string;
  size: Size;
  createdAt: string;
  /** It is closed by itself when nobody has used it until then, or whether used or not when it is kept. */
  expiresAt: string;
  /** Who keeps it, in words, and whether it stands still. */
  kept: { by: string; until: string; paused: boolean } | null;
};

const EVERY_MILLIS = 5_000;

export function useDesktops() {
  return useQuery({
    queryKey: ["desktops"],
    refetchInterval: EVERY_MILLIS,
    queryFn: ({ signal }) => get<{ items: OpenDesktop[] }>("/api/desktops", signal),
  });
}

export function useDesktop(id: string) {
  return useQuery({
    queryKey: ["desktops", id],
    refetchInterval: EVERY_MILLIS,
    queryFn: ({ signal }) => get<OpenDesktop>(`/api/desktops/${encodeURIComponent(id)}`, signal),
  });
}
