import { ChevronLeft, ChevronRight } from "lucide-react";
import type { KeyboardEvent } from "react";
import { useSession } from "@/session/store";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { timeOfDay } from "@/ui/format";
import { sentence } from "./sentence";
import type { Item, Step } from "./steps";
import { picture } from "./Thumbnail";

type Seen = Step & { picture: NonNullable<Step["picture"]> };

type Props = { items: readonly Item[]; seq: number | null; show(seq: number | null): void };

/** One screen large, with the step before and after it. */
export function Lightbox({ items, seq, show }: Props) {
  const session = useSession((_, store) => store.id);
  const seen = seq === null ? [] : items.filter(hasPicture);
  const at = seen.findIndex((it) => it.seq === seq);
  const step = seen[at];

  function move(by: number) {
    const next = seen[at + by];
    if (next !== undefined) show(next.seq);
  }
  function key(event: KeyboardEvent) {
    if (event.key === "ArrowLeft") move(-1);
    if (event.key === "ArrowRight") move(1);
  }

  const said = step === undefined ? null : sentence(step);
  return (
    <Dialog
      open={step !== undefined}
      onClose={() => show(null)}
      title={said === null ? "" : `${said.done} ${said.what}`}
      description={step === undefined ? undefined : <time>{timeOfDay(step.at)}</time>}
      className="w-[min(76rem,calc(100vw-2rem))]"
    >
      {step !== undefined && (
        <div onKeyDown={key} className="flex flex-col gap-2">
          <img
            src={picture(session, step.picture.hash)}
            alt={`The screen after: ${said!.done} ${said!.what}`}
            className="max-h-[70vh] w-full rounded-md border bg-muted object-contain"
          />
          <div className="flex items-center justify-between gap-2">
            <Button disabled={at === 0} onClick={() => move(-1)} autoFocus>
              <ChevronLeft /> Before
            </Button>
            <span className="tabular text-xs text-muted-foreground">
              {at + 1} of {seen.length}
            </span>
            <Button disabled={at === seen.length - 1} onClick={() => move(1)}>
              After <ChevronRight />
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  );
}

function hasPicture(item: Item): item is Seen {
  return item.kind === "step" && item.picture !== null;
}
