import { useLayoutEffect, useRef, useState, type PointerEvent } from "react";
import { hue } from "@/agent/hue";
import { useDark } from "@/app/theme";
import { cn } from "@/ui/cn";
import { ticks } from "./axis";
import type { Lane } from "./lanes";
import { LANE_HEIGHT, paintLanes, type Palette } from "./paint";
import { usePlayhead, type Playhead } from "./playhead";
import { offset, spoken } from "./times";

type Props = {
  lanes: readonly Lane[];
  /** Grows when the lanes have changed. */
  version: number;
  playhead: Playhead;
  nameOf(agent: string): string;
  solo: string | null;
  onSolo(agent: string): void;
  /** What happens at the playhead, in words. */
  words: string;
};

/** All agents on one time: a lane each, and the playhead over them. */
export function Timeline(props: Props) {
  const { lanes, playhead, nameOf, solo, onSolo, words } = props;
  const axis = usePlayhead(playhead, (it) => it.axis);
  const time = usePlayhead(playhead, (it) => it.time);
  const track = useRef<HTMLDivElement>(null);
  const width = useWidth(track);
  const [hover, setHover] = useState<number | null>(null);
  const length = axis.to - axis.from;

  function timeUnder(event: PointerEvent): number {
    const box = track.current!.getBoundingClientRect();
    return axis.time(((event.clientX - box.left) / Math.max(1, box.width)) * axis.length);
  }
  function drag(event: PointerEvent) {
    setHover(timeUnder(event));
    if (event.currentTarget.hasPointerCapture(event.pointerId)) playhead.seek(timeUnder(event));
  }

  return (
    <div className="flex gap-2 px-3 pb-3">
      <div className="w-14 shrink-0 pt-6 sm:w-20">
        {lanes.map((lane) => (
          <button
            key={lane.agent}
            type="button"
            onClick={() => onSolo(lane.agent)}
            aria-pressed={solo === lane.agent}
            title={solo === lane.agent ? "Show all desktops" : "Show this desktop alone"}
            className={cn(
              "flex w-full items-center gap-1.5 rounded-sm text-left text-xs hover:underline",
              solo === lane.agent && "font-semibold",
            )}
            style={{ height: LANE_HEIGHT }}
          >
            <span
              aria-hidden
              className="size-2 shrink-0 rounded-full"
              style={{ backgroundColor: hue(lane.agent) }}
            />
            <span className="truncate">{nameOf(lane.agent)}</span>
          </button>
        ))}
      </div>
      <div
        role="slider"
        tabIndex={0}
        aria-label="Moment of the session"
        aria-valuemin={0}
        aria-valuemax={length}
        aria-valuenow={Math.round(time - axis.from)}
        aria-valuetext={`${spoken(time - axis.from)}. ${words}`}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          playhead.seek(timeUnder(event));
        }}
        onPointerMove={drag}
        onPointerLeave={() => setHover(null)}
        className="min-w-0 flex-1 cursor-ew-resize touch-none select-none rounded-sm px-2"
      >
        {/* The marks of the first and the last moment have room beside it. */}
        <div ref={track} className="relative">
          <Ruler
            places={ticks(axis, Math.max(1, width / 80)).filter((it) => it < 0.95 * axis.length)}
            playhead={playhead}
            length={length}
          />
          <Painted {...props} width={width} />
          {hover !== null && (
            <Line share={axis.share(hover)} className="bg-foreground/30">
              <span className="absolute -top-0.5 left-1/2 -translate-x-1/2 rounded bg-foreground px-1 text-2xs text-background">
                {offset(hover - axis.from, length)}
              </span>
            </Line>
          )}
          <Line share={axis.share(time)} className="w-0.5 -translate-x-1/2 bg-foreground">
            <span className="absolute left-1/2 top-4 size-2.5 -translate-x-1/2 rounded-full bg-foreground ring-2 ring-card" />
          </Line>
        </div>
      </div>
    </div>
  );
}

function Line({
  share,
  className,
  children,
}: {
  share: number;
  className: string;
  children: React.ReactNode;
}) {
  return (
    <div
      aria-hidden
      className={cn("tabular pointer-events-none absolute inset-y-0 w-px", className)}
      style={{ left: `${share * 100}%`, top: 18 }}
    >
      {children}
    </div>
  );
}

function Ruler({
  places,
  playhead,
  length,
}: {
  places: number[];
  playhead: Playhead;
  length: number;
}) {
  const { axis } = playhead;
  return (
    <div aria-hidden className="tabular relative h-6 text-2xs text-muted-foreground">
      {places.map((place) => (
        <span
          key={place}
          className="absolute top-0.5 border-l pl-1"
          style={{ left: `${(place / axis.length) * 100}%` }}
        >
          {offset(axis.time(place) - axis.from, length)}
        </span>
      ))}
    </div>
  );
}

/** As `px-2` and `-ml-2` say. */
const BESIDE = 8;

function Painted({ lanes, version, playhead, width }: Props & { width: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const dark = useDark();
  const axis = usePlayhead(playhead, (it) => it.axis);
  const height = lanes.length * LANE_HEIGHT;
  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext("2d");
    if (!element || !context || width === 0) return;
    const ratio = window.devicePixelRatio || 1;
    element.width = Math.round((width + 2 * BESIDE) * ratio);
    element.height = Math.round(height * ratio);
    context.setTransform(ratio, 0, 0, ratio, BESIDE * ratio, 0);
    paintLanes(context, lanes, axis, width, palette(lanes));
  }, [lanes, version, axis, width, height, dark]);
  // Wider than the track by the room beside it, for marks that are cut in two otherwise; it takes none of its own.
  return (
    <div className="relative" style={{ height }}>
      <canvas
        ref={canvas}
        aria-hidden
        className="absolute -left-2 top-0 block max-w-none"
        style={{ width: width + 2 * BESIDE, height }}
      />
    </div>
  );
}

function palette(lanes: readonly Lane[]): Palette {
  const style = getComputedStyle(document.documentElement);
  const value = (name: string) => style.getPropertyValue(name).trim();
  return {
    muted: value("--muted"),
    border: value("--border"),
    foreground: value("--foreground"),
    card: value("--card"),
    good: value("--success"),
    bad: value("--destructive"),
    warning: value("--warning"),
    agents: lanes.map((lane) => value(/--[\w-]+/.exec(hue(lane.agent))![0])),
  };
}

function useWidth(element: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const watched = element.current!;
    const observer = new ResizeObserver(() => setWidth(watched.clientWidth));
    observer.observe(watched);
    setWidth(watched.clientWidth);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
