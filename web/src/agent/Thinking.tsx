import { Sparkles } from "lucide-react";
import { useEveryFact } from "@/session/store";
import { useNow } from "@/session/useNow";
import { clock } from "@/ui/format";
import { hue } from "./hue";

/** As much of a thought as is shown while it streams: its end, which is what is new. */
const SHOWN = 600;

/** Who is thinking right now, for how long, and what of it has come so far. */
export function Thinking({ agent }: { agent: string | null }) {
  const { fold } = useEveryFact();
  const thoughts = [...fold.thoughts].filter(([id]) => agent === null || id === agent);
  const now = useNow(thoughts.length > 0);
  if (thoughts.length === 0) return null;
  return (
    <div aria-live="off" className="shrink-0 border-t bg-card">
      {thoughts.map(([id, thought]) => (
        <div key={id} className="px-3 py-1.5">
          <p className="flex items-center gap-1.5 text-xs font-medium text-primary">
            <Sparkles aria-hidden className="size-3.5 animate-pulse" />
            {agent === null && (
              <span aria-hidden className="size-1.5 rounded-full" style={{ background: hue(id) }} />
            )}
            {agent === null ? `${fold.nameOf(id)} is thinking` : "Thinking"}
            <span className="tabular font-normal text-muted-foreground">
              {clock(now - Date.parse(thought.since))}
            </span>
          </p>
          {thought.text !== "" && (
            <p className="mt-0.5 flex max-h-24 flex-col-reverse overflow-hidden whitespace-pre-wrap wrap-anywhere text-muted-foreground">
              {thought.text.slice(-SHOWN)}
            </p>
          )}
        </div>
      ))}
    </div>
  );
}
