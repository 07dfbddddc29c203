/** Who has a desktop's mouse and keyboard, as one page can know it: the server says only that it is a person. */
export type Sitting = "agent" | "you" | "person";

export type SeatAnswer = { holder: "agent" | "human"; secondsLeft: number };
export type Polled = SeatAnswer & { at: number };

/** How much earlier than the news of it a touch may have been that took the seat. */
const NEWS_WITHIN = 5_000;

/** `since` is when this page heard that a person has the seat, `touched` when it last sent something itself. */
export function sitting(
  holder: "agent" | "human",
  since: number | null,
  touched: number | null,
): Sitting {
  if (holder === "agent") return "agent";
  return touched !== null && since !== null && touched >= since - NEWS_WITHIN ? "you" : "person";
}

/**
 * Seconds until the seat goes back by itself: what the server said last, counted down, or the whole time again when
 * something was done here since; null while nothing is known.
 */
export function secondsLeft(
  polled: Polled | null,
  touched: number | null,
  quiet: number | null,
  now: number,
): number | null {
  const byServer =
    polled === null || polled.holder === "agent"
      ? null
      : polled.secondsLeft - Math.max(0, now - polled.at) / 1_000;
  const later = touched !== null && (polled === null || touched > polled.at);
  const byHand = later && quiet !== null ? quiet - Math.max(0, now - touched) / 1_000 : null;
  const left = byHand ?? byServer;
  return left === null ? null : Math.max(0, Math.ceil(left - 0.05));
}
