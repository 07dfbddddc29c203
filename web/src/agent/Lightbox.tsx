import { ChevronLeft, ChevronRight } from "lucide-react";
import { useEffect } from "react";
import { useSession } from "@/session/store";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { timeOfDay } from "@/ui/format";
import { sentence } from "./sentence";
import { Signature } from "./Signature";
import type { Item, Step } from "./steps";
import { picture } from "./Thumbnail";

type Seen = Step & { picture: NonNullable<Step["picture"]> };

type Props = { items: readonly Item[]; seq: number | null; show(seq: number | null): void };

/** One screen large, with the steps before and after it. */
export function Lightbox({ items, seq, show }: Props) {
  const seen = seq === null ? [] : items.filter(hasPicture);
  const at = seen.findIndex((it) => it.seq === seq);
  const step = seen[at];
  const [before, after] = [seen[at - 1]?.seq, seen[at + 1]?.seq];
  const opened = step !== undefined;

  useEffect(() => {
    if (!opened) return;
    const key = (event: KeyboardEvent) => {
      if (event.key === "ArrowLeft" && before !== undefined) show(before);
      if (event.key === "ArrowRight" && after !== undefined) show(after);
    };
    window.addEventListener("keydown", key);
    return () => window.removeEventListener("keydown", key);
  }, [opened, before, after, show]);

  const said = opened ? sentence(step) : null;
  const words = said === null ? "" : `${said.done} ${said.what}`.trim();
  return (
    <Dialog
      open={opened}
      onClose={() => show(null)}
      title={words.length > TITLE ? words.slice(0, TITLE) + "…" : words}
      className="w-[min(76rem,calc(100vw-2rem))]"
    >
      {opened && (
        <>
          <Screen step={step} words={words} />
          <div className="flex items-center gap-3 text-xs text-muted-foreground">
            <Signature agent={step.agent} />
            <time dateTime={step.at}>{timeOfDay(step.at)}</time>
            <span className="tabular ml-auto">
              {at + 1} of {seen.length}
            </span>
            <Button
              size="icon"
              aria-label="The screen before"
              disabled={before === undefined}
              onClick={() => show(before ?? step.seq)}
            >
              <ChevronLeft />
            </Button>
            <Button
              size="icon"
              aria-label="The screen after"
              disabled={after === undefined}
              onClick={() => show(after ?? step.seq)}
            >
              <ChevronRight />
            </Button>
          </div>
        </>
      )}
    </Dialog>
  );
}

/** As much of a step's words as a title holds. */
const TITLE = 160;

/** In the room that it will take, before it has come. */
function Screen({ step, words }: { step: Seen; words: string }) {
  const session = useSession((_, store) => store.id);
  const whole = useSession((fold) => fold.agent(step.agent)?.size ?? null);
  const size = step.picture.part ? null : whole;
  return (
    <img
      src={picture(session, step.picture.hash)}
      alt={`${step.picture.part ? "What it saw" : "The screen after"}: ${words}`}
      style={{ aspectRatio: size === null ? "8 / 5" : `${size.width} / ${size.height}` }}
      className="max-h-[calc(100dvh-12rem)] w-full rounded-md border bg-muted object-contain"
    />
  );
}

function hasPicture(item: Item): item is Seen {
  return item.kind === "step" && item.picture !== null;
}
