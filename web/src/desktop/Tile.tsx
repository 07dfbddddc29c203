import { useEffect, useState } from "react";
import type { Agent } from "@/agent/agents";
import { hue, numberOf } from "@/agent/hue";
import { sessionPath } from "@/api/rest";
import { useSession } from "@/session/store";
import { agentHasEnded } from "@/session/view";
import { cn } from "@/ui/cn";
import { LiveDesktop } from "./LiveDesktop";
import { EndedAs } from "./EndedAs";
import { Marker } from "./Marker";
import { useShown } from "./state";

/** The height of a tile's bar. */
export const HEAD = 32;
/** How often a picture that is not live is looked at anew. */
const LOOK_EVERY = 3_000;
/** Good enough for a small picture, and a third of the bytes. */
const QUALITY = 3;

type Props = { agent: Agent; height: number; live: boolean; open(): void };

/** One agent's desktop among all: who, what it does, and its screen. */
export function Tile({ agent, height, live, open }: Props) {
  const session = useSession((_, store) => store.id);
  const task = useSession((fold) => fold.whiteboard.task(agent.task)?.description);
  const { needed, word, icon: Icon, tone, spins } = useShown(agent);
  const ended = agentHasEnded(agent.status);
  const path = (part: string) => sessionPath(session, "agents", agent.id, part);
  const human = agent.holder === "human";
  return (
    <article
      className={cn(
        "group relative overflow-hidden rounded-card border bg-card transition-colors hover:border-ring has-focus-visible:border-ring has-focus-visible:ring-2 has-focus-visible:ring-ring",
        needed && "border-warning",
        human && "border-primary",
      )}
    >
      <header className="flex items-center gap-2 border-b px-2.5" style={{ height: HEAD - 2 }}>
        <span
          aria-hidden
          className="size-2 shrink-0 rounded-full"
          style={{ background: hue(agent.id) }}
        />
        <span className="shrink-0 font-medium">
          {numberOf(agent.id)} {agent.name}
        </span>
        <span className={cn("flex shrink-0 items-center gap-1 text-xs", tone)}>
          <Icon aria-hidden className={cn("size-3.5", spins && "animate-spin")} />
          {word}
        </span>
        {ended ? (
          <EndedAs agent={agent} />
        ) : (
          <span className="min-w-0 flex-1 truncate text-xs text-muted-foreground" title={task}>
            {task}
          </span>
        )}
      </header>
      <div className="relative bg-muted" style={{ height }}>
        {ended || (!live && agent.desktop !== null) ? (
          <Picture agent={agent} source={path("screenshot")} still={ended} />
        ) : agent.desktop === null ? (
          <p className="grid size-full animate-pulse place-items-center text-xs text-muted-foreground">
            Its desktop is starting …
          </p>
        ) : (
          <LiveDesktop
            key={agent.desktop}
            ticketPath={path("screen-ticket")}
            name={agent.name}
            viewOnly
            quality={QUALITY}
            size={agent.size}
            overlay={(place) => <Marker agent={agent.id} place={place} />}
          />
        )}
      </div>
      <button
        type="button"
        onClick={open}
        aria-label={`Open ${agent.name}'s desktop, ${word}`}
        className="absolute inset-0 outline-none"
      />
    </article>
  );
}

/** A screen as a picture: the last one, or one that is looked at anew every few seconds. */
function Picture({ agent, source, still }: { agent: Agent; source: string; still: boolean }) {
  const [look, setLook] = useState(0);
  const [missing, setMissing] = useState(false);
  useEffect(() => {
    if (still) return;
    const timer = setInterval(() => document.hidden || setLook((n) => n + 1), LOOK_EVERY);
    return () => clearInterval(timer);
  }, [still]);
  if (missing && still) {
    return (
      <p className="grid size-full place-items-center text-xs text-muted-foreground">
        Its desktop showed nothing.
      </p>
    );
  }
  return (
    <img
      src={still ? source : `${source}?format=jpeg&width=800&look=${look}`}
      alt={still ? `The last screen of ${agent.name}` : `${agent.name}'s screen`}
      onError={() => setMissing(true)}
      className={cn("size-full object-contain", still && "opacity-80")}
    />
  );
}
