import { useId } from "react";
import type { Limits as Wanted } from "./limits";

type Props = { limits: Wanted; onChange(change: Partial<Wanted>): void; busy: boolean };

/** How much each task may take before it fails for that. */
export function Limits({ limits, onChange, busy }: Props) {
  return (
    <fieldset disabled={busy} className="flex flex-col gap-1.5">
      <legend className="mb-1 text-xs font-medium">Budget of each task</legend>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5 text-xs">
        <Amount
          usual="30"
          unit="minutes"
          value={limits.minutes}
          onChange={(minutes) => onChange({ minutes })}
        />
        <Amount
          usual="200"
          unit="steps"
          value={limits.steps}
          onChange={(steps) => onChange({ steps })}
        />
        <span className="text-muted-foreground">A task that needs more fails.</span>
      </div>
    </fieldset>
  );
}

type AmountProps = { usual: string; unit: string; value: string; onChange(value: string): void };

function Amount({ usual, unit, value, onChange }: AmountProps) {
  const id = useId();
  return (
    <label htmlFor={id} className="flex items-center gap-1.5">
      <span className="text-muted-foreground">at most</span>
      <input
        id={id}
        inputMode="decimal"
        value={value}
        placeholder={usual}
        maxLength={9}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
        className="tabular h-8 w-16 rounded-md border bg-background px-2 placeholder:text-muted-foreground focus:border-ring focus:outline-none"
      />
      {unit}
    </label>
  );
}
