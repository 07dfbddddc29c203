import { ArrowUp, Bot, LoaderCircle, Monitor, Paperclip, TriangleAlert } from "lucide-react";
import { useId, useRef, useState, type RefObject } from "react";
import { Link } from "wouter";
import { useMachine } from "@/machine/machine";
import { modelName } from "@/machine/names";
import type { SessionView } from "@/session/view";
import { Button } from "@/ui/button";
import { cn } from "@/ui/cn";
import { Switch } from "@/ui/switch";
import { Tooltip } from "@/ui/tooltip";
import { Advanced, AdvancedButton } from "./Advanced";
import { AgentCount } from "./AgentCount";
import { ChoiceMenu } from "./ChoiceMenu";
import { possible, useChoices } from "./choices";
import { isSet, NO_EXTRAS } from "./extras";
import { FileChips } from "./FileChips";
import { useFiles } from "./files";
import { PromptText } from "./PromptText";
import { useSecrets } from "./secrets";
import { useSubmission } from "./submit";

const SCRIPTED = "scripted";

type Props = {
  prompt: RefObject<HTMLTextAreaElement | null>;
  draft: string;
  onDraft(text: string): void;
  onOpened(session: SessionView): void;
};

/** The prompt and everything that goes with it, in one box. */
export function PromptBox({ prompt, draft, onDraft, onOpened }: Props) {
  const machine = useMachine().data;
  const [wanted, choose] = useChoices();
  const choices = possible(wanted, machine);
  const files = useFiles();
  const picker = useRef<HTMLInputElement>(null);
  const [more, setMore] = useState(false);
  const [extras, setExtras] = useState(NO_EXTRAS);
  const panel = useId();
  const secrets = useSecrets();
  const submission = useSubmission((session) => {
    secrets.forget();
    onOpened(session);
  });
  const busy = submission.sending;
  const refusal = submission.refused ?? files.refused;
  // What is said about it keeps its place until it is known: nothing below moves then.
  const scripted =
    (machine === undefined ? (wanted.model ?? SCRIPTED) : choices.model) === SCRIPTED;
  const submit = () => submission.submit(draft, files.list, choices, extras, secrets.list);

  return (
    <div>
      <form
        aria-label="New session"
        aria-busy={busy}
        {...files.dropped}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        className={cn(
          "relative rounded-xl border bg-card shadow-sm transition-colors focus-within:border-ring",
          refusal !== null && "border-destructive focus-within:border-destructive",
        )}
      >
        <PromptText
          ref={prompt}
          text={draft}
          busy={busy}
          refusal={refusal}
          onSubmit={submit}
          onFiles={files.add}
          onChange={(text) => {
            onDraft(text);
            submission.forget();
          }}
        />
        <FileChips files={files.list} onRemove={files.remove} busy={busy} />
        <div className="flex items-end gap-2 p-2">
          <div className="flex flex-1 flex-wrap items-center gap-1.5">
            <Tooltip words="Attach files, up to 20 and 50 MB: they lie on every desktop">
              <Button
                size="icon"
                variant="ghost"
                aria-label="Attach files"
                disabled={busy}
                onClick={() => picker.current?.click()}
              >
                <Paperclip />
              </Button>
            </Tooltip>
            <input
              ref={picker}
              type="file"
              multiple
              hidden
              onChange={(event) => {
                files.add([...(event.target.files ?? [])]);
                event.target.value = "";
              }}
            />
            <AgentCount
              count={choices.agents}
              most={machine?.maxAgents ?? 4}
              onChange={(agents) => choose({ agents })}
            />
            <ChoiceMenu
              what="Model"
              icon={<Bot />}
              offered={machine?.models}
              chosen={choices.model}
              label={modelName}
              onChange={(model) => {
                choose({ model });
                setExtras({ ...extras, exact: "" });
              }}
            />
            <ChoiceMenu
              what="Kind of desktop"
              icon={<Monitor />}
              offered={machine?.desktops}
              chosen={choices.desktop}
              onChange={(desktop) => choose({ desktop })}
            />
            <label className="flex h-8 cursor-pointer items-center gap-2 px-1.5 whitespace-nowrap">
              <Switch
                checked={choices.review}
                onCheckedChange={(review) => choose({ review })}
                aria-label="Review the plan first"
              />
              <span aria-hidden>Review the plan first</span>
            </label>
            <AdvancedButton
              open={more}
              panel={panel}
              set={isSet(extras, secrets.list)}
              toggle={() => setMore(!more)}
            />
          </div>
          <Tooltip words="Start (Enter)">
            <Button
              type="submit"
              variant="primary"
              size="icon"
              aria-label={busy ? "Starting" : "Start"}
              aria-disabled={busy}
              disabled={draft.trim() === ""}
              className="rounded-lg"
            >
              {busy ? <LoaderCircle className="animate-spin" /> : <ArrowUp />}
            </Button>
          </Tooltip>
        </div>
        {more && (
          <Advanced
            id={panel}
            extras={extras}
            onChange={(change) => {
              setExtras({ ...extras, ...change });
              submission.forget();
            }}
            secrets={secrets}
            model={choices.model}
            busy={busy}
          />
        )}
        {files.over && (
          <div className="pointer-events-none absolute inset-0 grid place-items-center rounded-xl border-2 border-dashed border-primary bg-card/90 font-medium text-primary">
            Drop to attach
          </div>
        )}
      </form>
      <p
        id="prompt-refusal"
        role="alert"
        className={cn("flex items-start gap-2 px-1 pt-2 text-destructive", !refusal && "hidden")}
      >
        <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
        {refusal}
      </p>
      {scripted && refusal === null && (
        <p
          className={cn(
            "px-1 pt-2 text-xs text-muted-foreground",
            machine === undefined && "invisible",
          )}
        >
          <b className="font-medium">scripted</b> is no language model: it follows steps that are
          written out, as in the examples.{" "}
          <Link href="/settings" className="underline underline-offset-2 hover:text-foreground">
            Add a key
          </Link>{" "}
          to say it in your own words.
        </p>
      )}
    </div>
  );
}
