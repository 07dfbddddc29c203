import {
  AppWindow,
  Ban,
  CircleAlert,
  CircleCheck,
  Eye,
  FileInput,
  FileOutput,
  Hourglass,
  Keyboard,
  LoaderCircle,
  MessageSquareText,
  MousePointer2,
  MousePointerClick,
  Move,
  ScrollText,
  SquareTerminal,
  TextCursorInput,
  type LucideIcon,
} from "lucide-react";
import { memo } from "react";
import { useSession } from "@/session/store";
import { pointAt } from "@/session/attention";
import { cn } from "@/ui/cn";
import { duration, exactly, timeOfDay } from "@/ui/format";
import { hue } from "./hue";
import { Reasoning } from "./Reasoning";
import { sentence, trouble, type Kind } from "./sentence";
import type { Step } from "./steps";
import { Thumbnail } from "./Thumbnail";

export const ICONS: Record<Kind, LucideIcon> = {
  click: MousePointerClick,
  move: MousePointer2,
  drag: Move,
  scroll: ScrollText,
  type: TextCursorInput,
  key: Keyboard,
  wait: Hourglass,
  look: Eye,
  command: SquareTerminal,
  read: FileOutput,
  write: FileInput,
  finish: CircleCheck,
  fail: CircleAlert,
  say: MessageSquareText,
  tool: AppWindow,
};

type Props = { step: Step; named: boolean; show(seq: number): void };

/** One thing that an agent did: in words, when, how long, what came of it, why, and the screen after it. */
export const StepRow = memo(function StepRow({ step, named, show }: Props) {
  const name = useSession((fold) => (named ? fold.nameOf(step.agent) : ""));
  const { kind, done, what } = sentence(step);
  const Icon = ICONS[kind];
  const wrong = trouble(step.outcome);
  const goesOn = step.outcome === null;
  const point = () =>
    step.action !== null && pointAt({ agent: step.agent, seq: step.seq, action: step.action });
  return (
    <div onMouseEnter={point} onMouseLeave={() => pointAt(null)} className="flex gap-2 px-3 py-1.5">
      <div className="min-w-0 flex-1">
        <p className="flex items-baseline gap-1.5">
          {goesOn ? (
            <LoaderCircle
              aria-label="goes on"
              className="size-3.5 shrink-0 animate-spin self-center text-primary"
            />
          ) : (
            <Icon aria-hidden className="size-3.5 shrink-0 self-center text-muted-foreground" />
          )}
          <span className="line-clamp-3 min-w-0 wrap-anywhere">
            {done}
            {what !== "" && (
              <>
                {" "}
                <span className="font-mono text-xs whitespace-pre-wrap">{what}</span>
              </>
            )}
          </span>
        </p>
        {wrong !== null && (
          <p className={cn("flex items-start gap-1.5 text-xs", wrong.tone)}>
            <Ban aria-hidden className="mt-0.5 size-3.5 shrink-0" />
            <span className="line-clamp-3 wrap-anywhere">
              {wrong.word}
              {step.message !== "" && <>: {step.message}</>}
            </span>
          </p>
        )}
        {step.reasoning !== "" && (
          <Reasoning text={step.reasoning} thoughtMillis={step.thoughtMillis} />
        )}
        <p className="tabular flex items-center gap-2 text-2xs text-muted-foreground">
          {named && (
            <span className="flex items-center gap-1">
              <span
                aria-hidden
                className="size-1.5 rounded-full"
                style={{ background: hue(step.agent) }}
              />
              {name}
            </span>
          )}
          <time dateTime={step.at} title={exactly(step.at)}>
            {timeOfDay(step.at)}
          </time>
          {step.millis !== null && <span>{duration(step.millis)}</span>}
        </p>
      </div>
      {step.picture !== null && (
        <Thumbnail hash={step.picture.hash} words={`${done} ${what}`} open={() => show(step.seq)} />
      )}
    </div>
  );
});
