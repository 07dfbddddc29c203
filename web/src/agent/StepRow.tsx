import { Ban, CircleHelp, CircleX, LoaderCircle, RotateCcw, Sparkles } from "lucide-react";
import { memo } from "react";
import type { Outcome } from "@/event/event";
import { cn } from "@/ui/cn";
import { duration, exactly, timeOfDay } from "@/ui/format";
import { ICONS } from "./icons";
import { isLong, Reasoning } from "./Reasoning";
import { isOfServer, sentence, trouble, why } from "./sentence";
import { Signature } from "./Signature";
import { Spent } from "./Spent";
import type { Step } from "./steps";
import { Telling, unfoldsTold } from "./Telling";
import { Thumbnail } from "./Thumbnail";

const TROUBLES: Record<Outcome, typeof Ban> = {
  performed: Ban,
  stale: RotateCcw,
  refused: Ban,
  failed: CircleX,
  unknown: CircleHelp,
};

/** How the server begins what it says of a claim that did not pass. */
const REFUSED = "Not accepted";
/** A shorter thought is not worth telling. */
const WORTH_TELLING = 500;

type Props = {
  step: Step;
  named: boolean;
  open: boolean;
  /** Whether what is inside it is reached by Tab. */
  tabbable: boolean;
  toggle(seq: number): void;
  show(seq: number): void;
};

/** One thing that an agent did: in words, what came of it, why, when, how long, and the screen after it. */
export const StepRow = memo(function StepRow({ step, named, open, tabbable, toggle, show }: Props) {
  const { kind, done, what } = sentence(step);
  const goesOn = step.outcome === null;
  const Icon = goesOn ? LoaderCircle : ICONS[kind];
  const pictured = step.picture !== null || step.action !== null;
  return (
    <div className="flex min-h-15 gap-2 px-3 py-1.5">
      <Icon
        aria-label={goesOn ? "goes on" : undefined}
        aria-hidden={goesOn ? undefined : true}
        className={cn(
          "mt-[3px] size-3.5 shrink-0",
          goesOn ? "animate-spin text-primary" : "text-muted-foreground",
        )}
      />
      <div className="flex min-w-0 flex-1 flex-col gap-0.5">
        <p className={cn("leading-5 wrap-anywhere", !open && "line-clamp-3")}>
          <span className="font-medium">{done}</span>
          {what !== "" && (
            <span className="ml-1.5 font-mono text-xs whitespace-pre-wrap">{what}</span>
          )}
          {goesOn && <span aria-hidden> …</span>}
        </p>
        {step.told !== null && (
          <Telling
            told={step.told}
            open={open}
            toggle={() => toggle(step.seq)}
            tabbable={tabbable}
          />
        )}
        <Trouble step={step} open={open} />
        <Reasoning
          text={step.reasoning}
          output={output(step)}
          open={open}
          toggle={() => toggle(step.seq)}
          tabbable={tabbable}
        />
        <p className="tabular mt-auto flex flex-wrap items-center gap-x-2 text-2xs text-muted-foreground">
          {named && <Signature agent={step.agent} />}
          <time dateTime={step.at} title={exactly(step.at)}>
            {timeOfDay(step.at)}
          </time>
          {step.millis !== null && step.action !== null && (
            <span title="How long it took">{duration(step.millis)}</span>
          )}
          {step.thoughtMillis !== null && step.thoughtMillis >= WORTH_TELLING && (
            <span title="How long the model thought" className="flex items-center gap-0.5">
              <Sparkles aria-label="thought for" className="size-2.5" />
              {duration(step.thoughtMillis)}
            </span>
          )}
          {step.usage !== null && <Spent usage={step.usage} />}
        </p>
      </div>
      {pictured && (
        <Thumbnail
          hash={step.picture?.hash ?? null}
          part={step.picture?.part === true}
          words={`${done} ${what}`}
          tabbable={tabbable}
          open={() => show(step.seq)}
        />
      )}
    </div>
  );
});

function Trouble({ step, open }: { step: Step; open: boolean }) {
  const wrong = trouble(step.outcome);
  if (wrong === null || step.outcome === null) return null;
  const Icon = TROUBLES[step.outcome];
  const message = why(step.message);
  return (
    <p className={cn("flex items-start gap-1 text-xs", wrong.tone)}>
      <Icon aria-hidden className="mt-0.5 size-3 shrink-0" />
      <span className={cn("wrap-anywhere", open ? "whitespace-pre-wrap" : "line-clamp-3")}>
        {step.tool === "finish" && message.startsWith(REFUSED) ? (
          // Why is told by the check.
          <span className="font-medium">{REFUSED}</span>
        ) : (
          <>
            <span className="font-medium">{wrong.word}</span>
            {message !== "" && <>: {message}</>}
          </>
        )}
      </span>
    </p>
  );
}

/** What came out of work behind the screen. */
function output(step: Step): string {
  const shows = step.tool === "run_command" || step.tool === "read_file" || isOfServer(step.tool);
  return shows && step.outcome === "performed" ? step.message : "";
}

/** Whether there is more of it than is shown at first. */
export function unfolds(step: Step): boolean {
  if (unfoldsTold(step.told)) return true;
  return isLong(step.reasoning) || output(step) !== "" || trouble(step.outcome) !== null;
}
