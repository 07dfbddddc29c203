/** What each task may take at most, as it is typed; empty is what is usual. */
export type Limits = { minutes: string; steps: string };

export const USUAL_LIMITS: Limits = { minutes: "", steps: "" };

/** The number of what was typed, with a comma as well; null when nothing was, NaN when it is none above zero. */
export function amount(typed: string): number | null {
  const text = typed.trim().replace(",", ".");
  if (text === "") return null;
  const value = /^\d*\.?\d+$|^\d+\.$/.test(text) ? Number(text) : NaN;
  return value > 0 ? value : NaN;
}

export function wrongLimit({ minutes, steps }: Limits): string | null {
  if (Number.isNaN(amount(minutes))) return "The minutes of a task are a number above 0, as 30.";
  const most = amount(steps);
  if (most !== null && !Number.isInteger(most))
    return "The steps of a task are a whole number above 0, as 200.";
  return null;
}
