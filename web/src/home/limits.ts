import { amount } from "@/ui/amount";

/** What a task, or the session, may take at most, as it is typed; empty is what is usual. */
export type Limits = { dollars: string; minutes: string; taskMinutes: string; taskSteps: string };

export const USUAL_LIMITS: Limits = { dollars: "", minutes: "", taskMinutes: "", taskSteps: "" };

export function wrongLimit({ dollars, minutes, taskMinutes, taskSteps }: Limits): string | null {
  if (Number.isNaN(amount(dollars))) return "The budget in dollars is a number above 0, as 2.50.";
  if ([minutes, taskMinutes].some((it) => Number.isNaN(amount(it))))
    return "Minutes are a number above 0, as 30.";
  const steps = amount(taskSteps);
  if (steps !== null && !Number.isInteger(steps))
    return "The steps of a task are a whole number above 0, as 200.";
  return null;
}

/** As `POST /api/sessions` takes them; null when all are as usual. */
export function budget(limits: Limits): object | null {
  const task = { ...some("steps", amount(limits.taskSteps)), ...time(limits.taskMinutes) };
  const session = { ...some("dollars", amount(limits.dollars)), ...time(limits.minutes) };
  const all = { ...task, ...(Object.keys(session).length === 0 ? {} : { session }) };
  return Object.keys(all).length === 0 ? null : all;
}

function some(name: string, value: number | null): object {
  return value === null ? {} : { [name]: value };
}

function time(minutes: string): object {
  const value = amount(minutes);
  return value === null ? {} : { time: `PT${Math.round(value * 60)}S` };
}
