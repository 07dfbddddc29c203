import { LayoutGrid, ScrollText } from "lucide-react";
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from "react";
import type { Agent } from "@/agent/agents";
import { hue, numberOf } from "@/agent/hue";
import type { Place } from "@/session/place";
import { useSession } from "@/session/store";
import { hasEnded } from "@/session/view";
import { cn } from "@/ui/cn";
import { useShown } from "./state";
import { byArrow, byDigit, PANEL, tabId, typing } from "./tabs";

/** All desktops, each agent's, and the summary as soon as there is something in it: one row that scrolls and never wraps. */
export function AgentTabs({ place, go }: { place: Place; go(place: Place): void }) {
  const agents = useSession((fold) => fold.agents.all());
  const summary =
    useSession((fold) => hasEnded(fold.status()) || fold.artifactCount() > 0) ||
    place === "summary";
  const list = useRef<HTMLDivElement>(null);
  const places = ["all", ...agents.map((it) => it.id), ...(summary ? ["summary"] : [])];
  const at = Math.max(0, places.indexOf(place));
  useDigits(agents, go);
  useEffect(() => {
    const tab = list.current?.querySelector("[aria-selected=true]");
    tab?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [place, places.length]);

  function move(event: KeyboardEvent) {
    const to = byArrow(event.key, at, places.length);
    if (to === null || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    go(places[to]!);
    list.current?.querySelectorAll<HTMLElement>("[role=tab]")[to]?.focus();
  }

  const tab = (to: Place, children: ReactNode, title?: string) => (
    <button
      key={to}
      type="button"
      role="tab"
      id={tabId(to)}
      aria-selected={places[at] === to}
      aria-controls={places[at] === "summary" ? undefined : PANEL}
      tabIndex={places[at] === to ? 0 : -1}
      title={title}
      onClick={() => go(to)}
      className={cn(
        "relative flex h-9 shrink-0 items-center gap-1.5 whitespace-nowrap rounded-t-md px-3 text-muted-foreground transition-colors hover:bg-muted hover:text-foreground focus-visible:-outline-offset-2",
        "after:absolute after:inset-x-2 after:bottom-0 after:h-0.5 after:rounded-full",
        places[at] === to && "text-foreground after:bg-primary",
      )}
    >
      {children}
    </button>
  );

  return (
    <nav aria-label="Views" className="min-w-0">
      <div
        ref={list}
        role="tablist"
        aria-label="Desktops"
        onKeyDown={move}
        className="flex items-end gap-0.5 overflow-x-auto overflow-y-hidden px-2 [scrollbar-width:none]"
      >
        {tab(
          "all",
          <>
            <LayoutGrid className="size-4" aria-hidden />
            All
          </>,
          "All desktops (0)",
        )}
        {agents.map((agent) => tab(agent.id, <AgentLabel agent={agent} />))}
        {summary &&
          tab(
            "summary",
            <>
              <ScrollText className="size-4" aria-hidden />
              Summary
            </>,
          )}
      </div>
    </nav>
  );
}

function AgentLabel({ agent }: { agent: Agent }) {
  const { needed, word, icon: Icon, tone, spins } = useShown(agent);
  return (
    <>
      <span
        aria-hidden
        className="size-2 shrink-0 rounded-full"
        style={{ background: hue(agent.id) }}
      />
      <span className="font-medium">
        {numberOf(agent.id)} {agent.name}
      </span>
      <span
        className={cn(
          "flex items-center gap-1 text-xs",
          needed ? "rounded-full bg-warning-soft px-1.5 font-medium text-warning" : tone,
        )}
      >
        <Icon aria-hidden className={cn("size-3.5", spins && "animate-spin")} />
        {word}
      </span>
    </>
  );
}

/** `1` to `9` and `0`, from anywhere but a text and a desktop. */
function useDigits(agents: readonly Agent[], go: (place: Place) => void) {
  useEffect(() => {
    const ids = agents.map((it) => it.id);
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
      if (typing(event.target)) return;
      const to = byDigit(event.key, ids);
      if (to !== null) go(to);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [agents, go]);
}
