import { CircleAlert, CircleCheck, KeyRound } from "lucide-react";
import type { ReactNode } from "react";
import { useTitle } from "@/app/title";
import { Card } from "@/ui/card";
import { cn } from "@/ui/cn";
import { inWords } from "@/ui/duration";
import { Command } from "@/ui/copy";
import { Failure } from "@/ui/failure";
import { Skeleton } from "@/ui/skeleton";
import { useMachine, useVersion, type Choice, type Machine } from "./machine";
import { modelName } from "./names";
import { NotificationSetting, ThemeSetting } from "./Preferences";

/** What this machine has, what it lacks and what mends it; and how this browser should show it. */
export function SettingsPage() {
  useTitle("Settings");
  const machine = useMachine();
  const version = useVersion();
  return (
    <main className="mx-auto flex w-full max-w-3xl flex-col gap-6 px-4 py-6">
      <h1 className="text-lg font-semibold tracking-tight">Settings</h1>
      <Section title="This browser">
        <ThemeSetting />
        <NotificationSetting />
      </Section>
      {machine.data !== undefined ? (
        <OfMachine machine={machine.data} />
      ) : machine.isError ? (
        <Failure error={machine.error} again={() => void machine.refetch()} />
      ) : (
        <Skeleton className="h-96 rounded-card" />
      )}
      <p className="text-xs text-muted-foreground">
        Manyhands {version.data ?? "…"} ·{" "}
        <a href="/openapi.json" className="underline underline-offset-2 hover:text-foreground">
          description of its API
        </a>
      </p>
    </main>
  );
}

function OfMachine({ machine }: { machine: Machine }) {
  return (
    <>
      <Section title="Models" hint="What thinks. Keys come from the environment or from .env.">
        {machine.models.map((model) => (
          <ChoiceRow key={model.name} choice={model} />
        ))}
        {machine.keys !== undefined && <Keys keys={machine.keys} />}
      </Section>
      {machine.servers !== undefined && machine.servers.length > 0 && (
        <Section title="Tools of other servers" hint="What agents can use beside their desktops.">
          {machine.servers.map((server) => (
            <Row key={server.name} name={server.name}>
              <span
                className={cn("text-xs", server.trouble === "" ? "text-success" : "text-warning")}
              >
                {server.trouble === ""
                  ? `connected, ${server.tools} tools`
                  : `not connected: ${server.trouble}`}
              </span>
            </Row>
          ))}
        </Section>
      )}
      <Section title="Desktops" hint="Where the work is done.">
        {machine.desktops.map((desktop) => (
          <ChoiceRow key={desktop.name} choice={desktop} />
        ))}
        <Row name="Kept ready">
          {machine.warm === 0 ? "none; start with serve --warm N to keep some" : machine.warm}
        </Row>
      </Section>
      <Section title="Agents">
        <Row name="At most per session">
          {machine.maxAgents} <Hint>MANYHANDS_MAX_AGENTS changes that</Hint>
        </Row>
        {machine.rules !== undefined && <Rules rules={machine.rules} />}
      </Section>
    </>
  );
}

function Rules({ rules }: { rules: NonNullable<Machine["rules"]> }) {
  return (
    <>
      <Row name="People are waited for">
        {inWords(rules.waits)} <Hint>MANYHANDS_WAIT changes that</Hint>
      </Row>
      <Row name="Your seat goes back after">
        {inWords(rules.seat)} <Hint>without a move of yours; MANYHANDS_SEAT_SECONDS</Hint>
      </Row>
      <Row name="Tools that need your permission">
        {rules.approve.length === 0 ? (
          <>
            none <Hint>MANYHANDS_APPROVE names some</Hint>
          </>
        ) : (
          <code className="font-mono text-xs">{rules.approve.join(", ")}</code>
        )}
      </Row>
      {rules.prices !== "" && (
        <Row name="Prices of models">
          as of {rules.prices} <Hint>MANYHANDS_PRICES says others</Hint>
        </Row>
      )}
    </>
  );
}

/** One thing to choose: whether it works here, and the command that mends what does not. */
function ChoiceRow({ choice }: { choice: Choice }) {
  const works = choice.missing.length === 0;
  const Icon = works ? CircleCheck : CircleAlert;
  return (
    <div className="px-4 py-2.5">
      <div className="flex items-center gap-2">
        <span className="font-medium">{modelName(choice.name)}</span>
        {choice.isDefault && <Hint>usual</Hint>}
        <span
          className={cn(
            "ml-auto flex items-center gap-1.5 text-xs",
            works ? "text-success" : "text-warning",
          )}
        >
          <Icon aria-hidden className="size-3.5" />
          {works ? "works here" : "does not work here yet"}
        </span>
      </div>
      {choice.missing.map((part) => (
        <div key={part.what} className="mt-1.5 flex flex-col gap-1">
          <p className="text-muted-foreground">Missing: {part.what}</p>
          {part.remedy !== "" && <Command text={part.remedy} />}
        </div>
      ))}
    </div>
  );
}

function Keys({ keys }: { keys: NonNullable<Machine["keys"]> }) {
  return (
    <div className="px-4 py-2.5">
      <p className="mb-1 text-xs text-muted-foreground">
        Keys are never shown, and never reach a desktop.
      </p>
      <ul className="grid gap-x-6 gap-y-1 sm:grid-cols-2">
        {keys.map((key) => (
          <li key={key.name} className="flex items-center gap-2">
            <KeyRound aria-hidden className="size-3.5 text-muted-foreground" />
            <code className="font-mono text-xs">{key.name}</code>
            <span
              className={cn(
                "ml-auto text-xs",
                key.present ? "text-success" : "text-muted-foreground",
              )}
            >
              {key.present ? "present" : "absent"}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

export function Section({
  title,
  hint,
  children,
}: {
  title: string;
  hint?: string;
  children: ReactNode;
}) {
  return (
    <section>
      <h2 className="mb-2 px-1 font-semibold text-muted-foreground">
        {title} {hint !== undefined && <span className="font-normal">· {hint}</span>}
      </h2>
      <Card className="divide-y">{children}</Card>
    </section>
  );
}

export function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5">
      <span className="font-medium">{name}</span>
      <span className="ml-auto flex items-center gap-2 text-right">{children}</span>
    </div>
  );
}

function Hint({ children }: { children: ReactNode }) {
  return <span className="text-xs text-muted-foreground">{children}</span>;
}
