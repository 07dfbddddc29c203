import { Pause, Play, StepBack, StepForward } from "lucide-react";
import { useId } from "react";
import { Button } from "@/ui/button";
import { cn } from "@/ui/cn";
import { Switch } from "@/ui/switch";
import { SPEEDS, usePlayhead, type Playhead } from "./playhead";
import { offset } from "./times";

type Props = {
  playhead: Playhead;
  step(by: number): void;
  skipping: boolean;
  /** Null when there is nothing to skip. */
  onSkip: ((skip: boolean) => void) | null;
};

/** Play, step, how fast. */
export function Controls({ playhead, step, skipping, onSkip }: Props) {
  const playing = usePlayhead(playhead, (it) => it.playing);
  const speed = usePlayhead(playhead, (it) => it.speed);
  const axis = usePlayhead(playhead, (it) => it.axis);
  const length = axis.to - axis.from;
  const now = usePlayhead(playhead, (it) => offset(it.time - it.axis.from, length));
  const id = useId();
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 px-3 py-2">
      <div className="flex items-center gap-1">
        <Button size="icon" variant="ghost" aria-label="The step before" onClick={() => step(-1)}>
          <StepBack />
        </Button>
        <Button
          size="icon"
          variant="primary"
          aria-label={playing ? "Pause" : "Play"}
          onClick={() => playhead.toggle()}
        >
          {playing ? <Pause /> : <Play />}
        </Button>
        <Button size="icon" variant="ghost" aria-label="The next step" onClick={() => step(1)}>
          <StepForward />
        </Button>
      </div>
      <span className="tabular text-sm">
        {now} <span className="text-muted-foreground">/ {offset(length, length)}</span>
      </span>
      <div role="group" aria-label="Speed" className="flex rounded-md border p-0.5">
        {SPEEDS.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={speed === one}
            onClick={() => playhead.at(one)}
            className={cn(
              "tabular h-6 rounded px-1.5 text-xs text-muted-foreground hover:text-foreground",
              speed === one && "bg-muted font-medium text-foreground",
            )}
          >
            {one}x
          </button>
        ))}
      </div>
      <div className={cn("flex items-center gap-2", onSkip === null && "opacity-60")}>
        <Switch
          id={id}
          checked={skipping && onSkip !== null}
          disabled={onSkip === null}
          onCheckedChange={(on) => onSkip?.(on)}
        />
        <label htmlFor={id} className="text-xs">
          Skip quiet stretches
        </label>
      </div>
      <Legend />
    </div>
  );
}

function Legend() {
  const words = "flex items-center gap-1.5";
  return (
    <p
      aria-hidden
      className="ml-auto hidden flex-wrap gap-x-3 text-2xs text-muted-foreground lg:flex"
    >
      <span className={words}>
        <span className="h-2 w-3 bg-agent-1/40" /> thinking
      </span>
      <span className={words}>
        <span className="h-3 w-0.5 bg-agent-1" /> action
      </span>
      <span className={words}>
        <span className="h-0.5 w-3 bg-agent-1/60" /> waiting
      </span>
      <span className={words}>
        <span className="h-1 w-3 bg-foreground" /> a person
      </span>
      <span className={words}>
        <span className="h-0.5 w-3 bg-foreground/50" /> paused
      </span>
    </p>
  );
}
