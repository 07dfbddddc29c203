import { SlidersHorizontal } from "lucide-react";
import { useId } from "react";
import { modelName } from "@/machine/names";
import { Button } from "@/ui/button";
import { cn } from "@/ui/cn";
import { Switch } from "@/ui/switch";
import { Limits } from "./Limits";
import type { Extras } from "./extras";
import { SecretRows } from "./SecretRows";
import type { Secrets } from "./secrets";

type Props = {
  id: string;
  extras: Extras;
  onChange(change: Partial<Extras>): void;
  secrets: Secrets;
  /** The model that is chosen; null while none is. */
  model: string | null;
  busy: boolean;
};

/** What most people leave as it is. */
export function Advanced({ id, extras, onChange, secrets, model, busy }: Props) {
  return (
    <div id={id} className="flex flex-col gap-4 border-t px-4 py-3">
      <Limits limits={extras} onChange={onChange} busy={busy} />
      {model !== null && model !== SCRIPTED && (
        <>
          <Exact model={model} value={extras.exact} onChange={(exact) => onChange({ exact })} />
          <Checks on={extras.check} onChange={(check) => onChange({ check })} />
        </>
      )}
      <SecretRows secrets={secrets} busy={busy} />
    </div>
  );
}

/** Without a language model there is nothing to name. */
const SCRIPTED = "scripted";

function Checks({ on, onChange }: { on: boolean; onChange(on: boolean): void }) {
  return (
    <label className="flex cursor-pointer items-start gap-2 text-xs">
      <Switch checked={on} onCheckedChange={onChange} aria-label="Check results" />
      <span>
        <span className="font-medium">Check results</span>
        <span className="block text-muted-foreground">
          A fresh look at what an agent claims before its task counts as done. It takes a few
          tokens.
        </span>
      </span>
    </label>
  );
}

function Exact({
  model,
  value,
  onChange,
}: {
  model: string;
  value: string;
  onChange(to: string): void;
}) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-xs font-medium">
        Which model of {modelName(model)}
      </label>
      <input
        id={id}
        value={value}
        placeholder="the usual one"
        spellCheck={false}
        autoComplete="off"
        maxLength={200}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
        className="h-8 w-full max-w-80 rounded-md border bg-background px-2 font-mono text-xs placeholder:font-sans placeholder:text-muted-foreground focus:border-ring focus:outline-none"
      />
    </div>
  );
}

type ToggleProps = { open: boolean; panel: string; set: boolean; toggle(): void };

/** Opens and closes it; `set`: something in it is not as usual. */
export function AdvancedButton({ open, panel, set, toggle }: ToggleProps) {
  return (
    <Button
      variant="ghost"
      size="icon"
      aria-label={set ? "More options (some are set)" : "More options"}
      title="More options: budget, model, secrets"
      aria-expanded={open}
      aria-controls={open ? panel : undefined}
      onClick={toggle}
      className={cn("relative", open && "bg-muted")}
    >
      <SlidersHorizontal />
      {set && (
        <span aria-hidden className="absolute top-1 right-1 size-2 rounded-full bg-primary" />
      )}
    </Button>
  );
}
