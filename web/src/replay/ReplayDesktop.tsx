import type RFB from "@novnc/novnc";
import { useEffect, useRef, useState, type CSSProperties } from "react";
import { hue } from "@/agent/hue";
import type { Item } from "@/agent/steps";
import { place, type Size } from "@/desktop/action";
import { cn } from "@/ui/cn";
import { ActionMark } from "./ActionMark";
import type { Lane } from "./lanes";
import { PointerMark } from "./PointerMark";
import { usePlayhead, type Playhead } from "./playhead";
import type { ScreenRecord } from "./recording";
import { RecordedScreen } from "./screen";
import { inWords, lastIndex, seenAt, stepAt, timeOf } from "./seeking";
import type { Shelf } from "./shelf";

type Props = {
  agent: { id: string; name: string; size: Size | null };
  lane: Lane | undefined;
  items: readonly Item[];
  playhead: Playhead;
  shelf: Shelf;
  viewer: typeof RFB;
  solo: boolean;
  /** As wide as it may be, as CSS: the controls below should stay in sight. */
  room: string;
  onSolo(): void;
};

/** The size of a desktop that nobody has told yet. */
const USUAL: Size = { width: 1280, height: 800 };

/** How long the place of an action stays marked after it began. */
const MARKED_MILLIS = 1_500;

/** One agent's desktop at the moment of the playhead. */
export function ReplayDesktop(props: Props) {
  const { agent, lane, items, playhead, shelf, viewer, solo, room, onSolo } = props;
  const time = usePlayhead(playhead, (it) => it.time);
  const step = stepAt(items, time);
  const size = agent.size ?? USUAL;
  const marked = step !== null && time - timeOf(step) <= MARKED_MILLIS + (step.millis ?? 0);
  const pictureSize = lane?.seen[Math.max(0, seenAt(lane.seen, time))]?.size ?? size;
  const last = lane?.alive.findLast((it) => it.from <= time);
  const ended = last !== undefined && last.to !== null && last.to <= time;
  return (
    <figure
      className="flex w-full min-w-0 flex-col overflow-hidden rounded-lg border bg-card sm:w-(--room)"
      style={{ "--room": room } as CSSProperties}
    >
      <figcaption className="flex h-8 items-center gap-2 border-b px-2 text-xs">
        <span
          aria-hidden
          className="size-2 shrink-0 rounded-full"
          style={{ backgroundColor: hue(agent.id) }}
        />
        <button
          type="button"
          onClick={onSolo}
          aria-pressed={solo}
          title={solo ? "Show all desktops" : "Show this desktop alone"}
          className="shrink-0 rounded-sm font-semibold hover:underline"
        >
          {agent.name}
        </button>
        <span className="truncate font-mono text-2xs text-muted-foreground">
          {step === null ? "has not begun" : inWords(step)}
        </span>
        {ended && (
          <span className="ml-auto shrink-0 text-2xs text-muted-foreground">has ended</span>
        )}
      </figcaption>
      <div
        role="img"
        aria-label={`${agent.name}'s screen`}
        className="relative isolate w-full overflow-hidden bg-stage"
        style={{ aspectRatio: `${size.width} / ${size.height}` }}
      >
        <Screen agent={agent.id} size={size} time={time} shelf={shelf} viewer={viewer} />
        {marked && (
          <ActionMark
            action={step.action}
            at={place(step.action)}
            size={pictureSize}
            colour={hue(agent.id)}
          />
        )}
      </div>
    </figure>
  );
}

type ScreenProps = { agent: string; size: Size; time: number; shelf: Shelf; viewer: typeof RFB };

/** The recording where there is one; else the picture that the agent was shown last. */
function Screen({ agent, size, time, shelf, viewer }: ScreenProps) {
  const target = useRef<HTMLDivElement>(null);
  const screen = useRef<RecordedScreen | null>(null);
  const [broken, setBroken] = useState(false);
  const [, arrived] = useState(0);
  useEffect(() => shelf.subscribe(() => arrived((n) => n + 1)), [shelf]);
  useEffect(() => () => shelf.want(agent, null), [shelf, agent]);

  const source = shelf.source(agent, time, broken);
  const records = source.kind === "recording" ? source.records : undefined;
  const count =
    records === undefined ? 0 : Math.max(1, lastIndex(records, time, (it) => it.at) + 1);

  useEffect(() => {
    let left = false;
    const opened = new RecordedScreen(target.current!, viewer, size, () => left || setBroken(true));
    screen.current = opened;
    return () => {
      left = true;
      screen.current = null;
      opened.close();
    };
  }, [viewer, size]);
  useEffect(() => {
    shelf.want(agent, source);
    if (source.kind === "recording" && records !== undefined)
      screen.current?.show(source.key, records, count);
  });

  // What was shown stays until what is wanted is there: no flicker between two moments.
  const [picture, setPicture] = useState<string | null>(null);
  const src = source.kind === "picture" ? source.src : undefined;
  if (src !== undefined && src !== picture) setPicture(src);
  const begun = useRef(false);
  begun.current ||= records !== undefined;
  return (
    <>
      <div
        ref={target}
        className={cn(
          "pointer-events-none absolute inset-0",
          (source.kind !== "recording" || !begun.current) && "invisible",
        )}
      />
      {records !== undefined && (
        <PointerMark
          at={lastOf(records, count, "P")}
          looks={lastOf(records, count, "C")}
          size={size}
        />
      )}
      {source.kind === "picture" && picture !== null && (
        <img src={picture} alt="" className="absolute inset-0 size-full object-contain" />
      )}
      {source.kind === "nothing" && (
        <p className="absolute inset-0 grid place-items-center text-xs text-muted-foreground">
          {source.why}
        </p>
      )}
    </>
  );
}

function lastOf(records: readonly ScreenRecord[], count: number, type: ScreenRecord["type"]) {
  for (let i = count - 1; i >= 0; i--) if (records[i]?.type === type) return records[i];
  return undefined;
}
