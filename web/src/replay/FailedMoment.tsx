import { Maximize2, Play } from "lucide-react";
import { useState } from "react";
import type { Agent } from "@/agent/agents";
import { sessionPath } from "@/api/rest";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";

type Props = { session: string; agent: Agent; seq: number; watch(): void };

/** What the agent's screen showed when its task failed. */
export function FailedMoment({ session, agent, seq, watch }: Props) {
  const [large, setLarge] = useState(false);
  const [gone, setGone] = useState(false);
  const src = `${sessionPath(session, "agents", agent.id, "screenshot")}?seq=${seq}`;
  const size = agent.size ?? { width: 1280, height: 800 };
  if (gone)
    return (
      <p className="mt-2 text-xs text-muted-foreground">There is no picture of that moment.</p>
    );
  return (
    <figure className="mt-2 w-full max-w-md">
      <button
        type="button"
        aria-label="Show the screen at that moment large"
        onClick={() => setLarge(true)}
        className="group relative block w-full overflow-hidden rounded-md border bg-stage"
        style={{ aspectRatio: `${size.width} / ${size.height}` }}
      >
        <img
          src={src}
          alt={`${agent.name}'s screen when it failed`}
          onError={() => setGone(true)}
          loading="lazy"
          className="size-full object-contain"
        />
        <Maximize2
          aria-hidden
          className="absolute right-2 top-2 size-7 rounded-md bg-card/90 p-1.5 opacity-0 transition-opacity group-hover:opacity-100 group-focus-visible:opacity-100"
        />
      </button>
      <figcaption className="mt-1 flex flex-wrap items-center justify-between gap-2 text-xs text-muted-foreground">
        The screen at that moment
        <Button size="sm" variant="ghost" onClick={watch}>
          <Play /> Watch what led to it
        </Button>
      </figcaption>
      <Dialog
        open={large}
        onClose={() => setLarge(false)}
        title={`${agent.name}'s screen when it failed`}
        className="w-[min(80rem,calc(100vw-2rem))]"
      >
        <img src={src} alt="" className="max-h-[80vh] w-full rounded-md border object-contain" />
      </Dialog>
    </figure>
  );
}
