import { Sparkles } from "lucide-react";
import { useNow } from "@/ui/now";
import type { Thought } from "@/session/fold";
import { clock } from "@/ui/format";
import { Signature } from "./Signature";

/** As much of a thought as is shown while it streams: its end, which is what is new. */
const SHOWN = 1_500;

type Props = { thoughts: readonly [agent: string, thought: Thought][]; named: boolean };

/** Who is thinking right now, for how long, and what of it has come so far. */
export function Thinking({ thoughts, named }: Props) {
  const now = useNow(thoughts.length > 0);
  return thoughts.map(([id, thought]) => (
    <div key={id} aria-live="off" className="flex min-h-8 gap-2 px-3 py-1.5">
      <Sparkles
        aria-hidden
        className="mt-[3px] size-3.5 shrink-0 animate-pulse text-primary motion-reduce:animate-none"
      />
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-1.5">
          <span className="font-medium text-primary">Thinking …</span>
          <span className="tabular text-xs text-muted-foreground">
            {seconds(now - Date.parse(thought.since))}
          </span>
          {named && (
            <span className="text-2xs text-muted-foreground">
              <Signature agent={id} />
            </span>
          )}
        </p>
        {thought.text !== "" && (
          <p className="max-w-[72ch] text-xs whitespace-pre-wrap text-muted-foreground wrap-anywhere">
            {thought.text.length > SHOWN && "… "}
            {thought.text.slice(-SHOWN)}
          </p>
        )}
      </div>
    </div>
  ));
}

function seconds(millis: number): string {
  return millis < 60_000 ? `${Math.max(0, Math.floor(millis / 1_000))} s` : clock(millis);
}
