import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useState } from "react";
import { get, Refused, send, told } from "@/api/rest";
import { useNow } from "@/ui/now";
import { secondsLeft, sitting, type SeatAnswer, type Sitting } from "./hold";

export type Seat = {
  sitting: Sitting;
  /** Until it goes back without input; null while that is not known, or the agent has it. */
  seconds: number | null;
  /** What went wrong with the last order; null when nothing did. */
  trouble: string | null;
  /** There is no desktop any more, so no seat either. */
  gone: boolean;
  busy: boolean;
  take(): void;
  handBack(): void;
  /** This page sent something to the desktop. */
  touch(): void;
};

const POLL_EVERY = 2_000;
/** Seconds that are counted down skip none when they are drawn twice as often. */
const REDRAW_EVERY = 500;

/**
 * Who has the seat at `path`. `known` is what the session's facts say, null for a desktop without an agent, which is
 * asked all the time; `quiet` is how long it is kept without input, as far as that is known.
 */
export function useSeat(
  path: string,
  known: "agent" | "human" | null,
  quiet: number | null,
  enabled = true,
): Seat {
  const client = useQueryClient();
  const [touched, setTouched] = useState<number | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const { data, dataUpdatedAt, error } = useQuery({
    queryKey: ["seat", path],
    queryFn: ({ signal }) => get<SeatAnswer>(path, signal),
    enabled: enabled && known !== "agent",
    refetchInterval: ({ state }) => (isGone(state.error) ? false : POLL_EVERY),
    staleTime: 0,
  });
  const holder = enabled && !isGone(error) ? (known ?? data?.holder ?? "agent") : "agent";
  const since = useSince(holder === "human");
  const who = sitting(holder, since, touched);
  const now = useNow(holder === "human", REDRAW_EVERY);
  const polled = data === undefined ? null : { ...data, at: dataUpdatedAt };

  const order = useCallback(
    async (to: "human" | "agent") => {
      setBusy(true);
      setTrouble(null);
      if (to === "human") setTouched(Date.now());
      try {
        client.setQueryData(["seat", path], await send<SeatAnswer>("POST", path, { holder: to }));
        if (to === "agent") setTouched(null);
      } catch (error) {
        setTrouble(told(error));
      } finally {
        setBusy(false);
      }
    },
    [client, path],
  );
  const touch = useCallback(() => {
    setTrouble(null);
    setTouched((old) => {
      const at = Date.now();
      // Redrawn once a second at most, however fast somebody types.
      return old !== null && at - old < 1_000 ? old : at;
    });
    if (known === null) {
      setTimeout(() => void client.invalidateQueries({ queryKey: ["seat", path] }), 150);
    }
  }, [client, path, known]);

  return {
    sitting: who,
    seconds: who === "agent" ? null : secondsLeft(polled, touched, quiet, now),
    trouble,
    gone: isGone(error),
    busy,
    take: useCallback(() => void order("human"), [order]),
    handBack: useCallback(() => void order("agent"), [order]),
    touch,
  };
}

function isGone(error: Error | null): boolean {
  return error instanceof Refused && (error.status === 404 || error.status === 410);
}

/** When it began to be so, by this page's clock. */
function useSince(so: boolean): number | null {
  const [since, setSince] = useState<number | null>(null);
  useEffect(() => setSince(so ? Date.now() : null), [so]);
  return since;
}
