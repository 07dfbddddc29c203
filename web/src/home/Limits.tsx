import type { Limits as Wanted } from "./limits";

type Props = { limits: Wanted; onChange(change: Partial<Wanted>): void; busy: boolean };

/** How much the session, and each task, may take before it stands still and asks. */
export function Limits({ limits, onChange, busy }: Props) {
  return (
    <fieldset disabled={busy} className="flex flex-col gap-1.5 text-xs">
      <legend className="mb-1 font-medium">Budget</legend>
      <div className="grid items-center gap-x-4 gap-y-1.5 sm:grid-cols-[auto_auto_1fr]">
        <Amount
          what="The session: at most $"
          label="Dollars of the session, at most"
          usual="any"
          value={limits.dollars}
          onChange={(dollars) => onChange({ dollars })}
        />
        <Amount
          what="and"
          label="Minutes of the session, at most"
          usual="any"
          unit="minutes"
          value={limits.minutes}
          onChange={(minutes) => onChange({ minutes })}
        />
        <span className="text-muted-foreground max-sm:hidden" />
        <Amount
          what="Each task: at most"
          label="Steps of each task, at most"
          usual="200"
          unit="steps"
          value={limits.taskSteps}
          onChange={(taskSteps) => onChange({ taskSteps })}
        />
        <Amount
          what="and"
          label="Minutes of each task, at most"
          usual="30"
          unit="minutes"
          value={limits.taskMinutes}
          onChange={(taskMinutes) => onChange({ taskMinutes })}
        />
      </div>
      <p className="text-muted-foreground">What reaches its budget stands still and asks you.</p>
    </fieldset>
  );
}

type AmountProps = {
  what: string;
  label: string;
  usual: string;
  unit?: string;
  value: string;
  onChange(value: string): void;
};

function Amount({ what, label, usual, unit, value, onChange }: AmountProps) {
  return (
    <label className="flex items-center gap-1.5">
      <span aria-hidden>{what}</span>
      <input
        aria-label={label}
        inputMode="decimal"
        value={value}
        placeholder={usual}
        maxLength={9}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
        className="tabular h-8 w-16 rounded-md border bg-background px-2 placeholder:text-muted-foreground focus:border-ring focus:outline-none"
      />
      {unit !== undefined && <span aria-hidden>{unit}</span>}
    </label>
  );
}
