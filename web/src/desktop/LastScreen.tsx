import { useState } from "react";
import type { Agent } from "@/agent/agents";
import { cn } from "@/ui/cn";
import { EndedAs } from "./EndedAs";
import { placed } from "./scale";
import { useShown } from "./state";
import { useBox } from "./useBox";

/** What an agent's desktop showed at the end, and how it ended. */
export function LastScreen({ agent, source }: { agent: Agent; source: string }) {
  const [box, ref, ratio] = useBox<HTMLDivElement>();
  const [missing, setMissing] = useState(false);
  const place = placed(box, agent.size ?? { width: 1280, height: 800 }, "fit", ratio);
  const { word, icon: Icon, tone } = useShown(agent);
  return (
    <section aria-label={`${agent.name}'s last screen`} className="flex size-full flex-col">
      <div className="flex h-10 shrink-0 items-center gap-2 border-b bg-card px-3">
        <Icon aria-hidden className={cn("size-4 shrink-0", tone)} />
        <p className="shrink-0 font-medium">
          {agent.name}: {word}
        </p>
        <EndedAs agent={agent} />
        <span className="shrink-0 text-xs text-muted-foreground">last screen</span>
      </div>
      <div className="min-h-0 flex-1 border-2 border-transparent p-1.5">
        <div ref={ref} className="relative size-full overflow-hidden">
          <div
            className="absolute grid place-items-center overflow-hidden bg-muted"
            style={{ left: place.left, top: place.top, width: place.width, height: place.height }}
          >
            {missing ? (
              <p className="text-muted-foreground">It ended before its desktop showed anything.</p>
            ) : (
              <img
                src={source}
                alt={`The last screen of ${agent.name}`}
                onError={() => setMissing(true)}
                className={cn("size-full", place.crisp && "[image-rendering:pixelated]")}
              />
            )}
          </div>
        </div>
      </div>
    </section>
  );
}
