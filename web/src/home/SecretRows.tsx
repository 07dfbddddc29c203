import { KeyRound, Plus, X } from "lucide-react";
import { useId } from "react";
import { Button } from "@/ui/button";
import { cn } from "@/ui/cn";
import type { Secret, Secrets } from "./secrets";

const FIELD =
  "h-8 min-w-0 rounded-md border bg-background px-2 text-xs placeholder:text-muted-foreground focus:border-ring focus:outline-none";

/** Names, which the model is told, and values, which it never is. */
export function SecretRows({ secrets, busy }: { secrets: Secrets; busy: boolean }) {
  return (
    <fieldset disabled={busy} className="flex flex-col gap-1.5">
      <legend className="mb-0.5 text-xs font-medium">Secrets</legend>
      <p className="max-w-[72ch] text-xs text-muted-foreground">
        What agents may type without knowing it: the model is told the name, the server types the
        value. This browser keeps nothing of it. Use the name in the prompt.
      </p>
      {secrets.list.map((secret, i) => (
        <Row key={secret.key} secret={secret} number={i + 1} secrets={secrets} />
      ))}
      <div>
        <Button
          variant="ghost"
          size="sm"
          disabled={secrets.list.length >= MOST}
          onClick={secrets.add}
        >
          {secrets.list.length === 0 ? <KeyRound /> : <Plus />}
          {secrets.list.length === 0 ? "Add a secret" : "Another secret"}
        </Button>
      </div>
    </fieldset>
  );
}

type RowProps = { secret: Secret; number: number; secrets: Secrets };

function Row({ secret, number, secrets }: RowProps) {
  const id = useId();
  const field = (part: "name" | "value" | "totp", label: string, hint: string) => (
    <>
      <label htmlFor={`${id}-${part}`} className="sr-only">
        {label} of secret {number}
      </label>
      <input
        id={`${id}-${part}`}
        // Nothing that a password manager should offer to keep.
        autoComplete="one-time-code"
        type={part === "name" ? "text" : "password"}
        value={secret[part]}
        placeholder={hint}
        autoFocus={part === "name" && secret.name === ""}
        spellCheck={false}
        maxLength={part === "name" ? MOST_NAME : MOST_VALUE}
        onChange={(event) => secrets.change(secret.key, { [part]: event.target.value })}
        onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
        className={cn(FIELD, part !== "name" && "max-sm:col-span-2")}
      />
    </>
  );
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_2rem] gap-1.5 sm:grid-cols-[11rem_minmax(0,1fr)_minmax(0,1fr)_2rem]">
      {field("name", "Name", "name, as wiki-login")}
      <Button
        variant="ghost"
        size="icon"
        aria-label={`Remove secret ${number}`}
        onClick={() => secrets.remove(secret.key)}
        className="sm:order-last"
      >
        <X />
      </Button>
      {field("value", "Value", "value")}
      {field("totp", "One-time-code secret", "one-time-code secret, if any")}
    </div>
  );
}

const MOST_NAME = 64;
const MOST_VALUE = 4_096;
/** More are a password store's job. */
const MOST = 20;
