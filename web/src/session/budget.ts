import { count, dollars } from "@/ui/format";
import type { ReachedBudget } from "./view";

/** How people write each kind; `per` is how much of the fact's unit is one of theirs. */
export const UNITS: Record<
  ReachedBudget["what"],
  { word: string; before: string; after: string; per: number }
> = {
  steps: { word: "steps", before: "", after: "steps", per: 1 },
  tokens: { word: "tokens", before: "", after: "tokens", per: 1 },
  time: { word: "minutes", before: "", after: "minutes", per: 60 },
  money: { word: "dollars", before: "$", after: "", per: 1_000_000 },
};

/** `$2.00`, `30 min`, `200 steps`, `2.0M tokens`. */
export function inUnits(what: ReachedBudget["what"], value: number): string {
  switch (what) {
    case "money":
      return dollars(value / UNITS.money.per);
    case "time":
      return `${Number((value / UNITS.time.per).toFixed(1))} min`;
    case "steps":
      return `${value.toLocaleString()} steps`;
    case "tokens":
      return `${count(value)} tokens`;
  }
}

/** What is offered to begin with: as much again. */
export function again(what: ReachedBudget["what"], limit: number): string {
  const value = limit / UNITS[what].per;
  return what === "money" ? value.toFixed(2) : String(Math.max(1, Math.round(value)));
}

/** As `POST .../budget` takes so many of people's units. */
export function order(what: ReachedBudget["what"], more: number): object {
  switch (what) {
    case "money":
      return { dollars: more };
    case "time":
      return { time: `PT${Math.round(more * UNITS.time.per)}S` };
    case "steps":
      return { steps: Math.ceil(more) };
    case "tokens":
      return { tokens: Math.ceil(more) };
  }
}
