import RFB from "@novnc/novnc";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { get, sessionPath } from "@/api/rest";
import type { SessionFold } from "@/session/fold";
import { Card } from "@/ui/card";
import { Axis, quietStretches } from "./axis";
import { Controls } from "./Controls";
import { EventList } from "./EventList";
import { Playhead, usePlayhead, usePlaying } from "./playhead";
import { ReplayDesktop } from "./ReplayDesktop";
import { inWords, stepAt, stepTime } from "./seeking";
import { Shelf } from "./shelf";
import type { Recorded } from "./tape";
import { Timeline } from "./Timeline";

/**
 * What somebody wants to watch: what led to a moment at one agent's desktop, or all of it when these are null. A new
 * object each time it is asked for.
 */
export type Wish = { agent: string | null; until: number | null };

type Props = {
  session: string;
  fold: SessionFold;
  ended: boolean;
  /** The time, while the session goes on. */
  now: number;
  wish: Wish | null;
};

/** What led to a moment is shown from so long before it. */
const LEAD_MILLIS = 4_000;

/** How often what grows is asked for again. */
const GROWS_MILLIS = 5_000;

/** The whole session once more, on all desktops at once. */
export default function Replay({ session, fold, ended, now, wish }: Props) {
  const { lanes } = fold;
  const [skipping, setSkipping] = useState(true);
  const [solo, setSolo] = useState<string | null>(null);
  const shelf = useShelf(session, fold, ended);
  const { quiet, plain, short } = useAxes(fold, ended ? 0 : now);
  const axis = skipping ? short : plain;
  const [playhead] = useState(() => atTheEnd(axis));
  useEffect(() => playhead.on(axis), [playhead, axis]);
  usePlaying(playhead);
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (wish === null) return;
    setSolo(wish.agent);
    if (wish.until === null) playhead.play(playhead.axis.from, Infinity);
    else playhead.play(wish.until - LEAD_MILLIS, wish.until);
    card.current?.querySelector<HTMLElement>("[role=slider]")?.focus({ preventScroll: true });
    // Once it is as large as it will be.
    const frame = requestAnimationFrame(() => toTheTop(card.current));
    return () => cancelAnimationFrame(frame);
  }, [wish, playhead]);

  const items = solo === null ? fold.steps.items() : fold.steps.ofAgent(solo);
  const step = (by: number) => {
    playhead.pause();
    const time = stepTime(items, playhead.time, by);
    playhead.seek(time ?? (by > 0 ? playhead.axis.to : playhead.axis.from));
  };
  const words = usePlayhead(playhead, (it) => {
    const now = stepAt(items, it.time);
    return now === null
      ? "Nothing has been done yet."
      : `${fold.nameOf(now.agent)}: ${inWords(now)}`;
  });
  const agents = fold.agents.all().filter((it) => solo === null || it.id === solo);
  const room = roomFor(agents.length, lanes.all().length);
  const soloOn = (agent: string) => setSolo(solo === agent ? null : agent);

  function key(event: KeyboardEvent) {
    const inside = event.target instanceof HTMLElement ? event.target : null;
    if (inside?.closest("button") && (event.key === " " || event.key === "Enter")) return;
    const act = keys(event, playhead, step);
    if (act === null || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  }

  return (
    <Card ref={card} tabIndex={-1} className="overflow-hidden outline-none" onKeyDown={key}>
      <div className="grid grid-cols-[minmax(0,1fr)] lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex flex-wrap content-center justify-center gap-2 bg-muted/40 p-2">
          {agents.map((agent) => (
            <ReplayDesktop
              key={agent.id}
              agent={agent}
              lane={lanes.lane(agent.id)}
              items={fold.steps.ofAgent(agent.id)}
              playhead={playhead}
              shelf={shelf}
              viewer={RFB}
              solo={solo === agent.id}
              room={room}
              onSolo={() => soloOn(agent.id)}
            />
          ))}
        </div>
        <div className="border-t lg:col-span-2 lg:row-start-2">
          <Controls
            playhead={playhead}
            step={step}
            skipping={skipping}
            onSkip={quiet.length === 0 ? null : setSkipping}
          />
          <p className="truncate px-3 pb-1 font-mono text-xs text-muted-foreground">{words}</p>
          <Timeline
            lanes={lanes.all()}
            version={lanes.version}
            playhead={playhead}
            nameOf={(agent) => fold.nameOf(agent)}
            solo={solo}
            onSolo={soloOn}
            words={words}
          />
        </div>
        <div className="relative h-64 border-t lg:col-start-2 lg:row-start-1 lg:h-auto lg:border-l lg:border-t-0">
          <div className="absolute inset-0">
            <EventList items={items} playhead={playhead} />
          </div>
        </div>
      </div>
    </Card>
  );
}

/** Scrolls the page to the section around it, and nothing else. */
function toTheTop(inside: HTMLElement | null): void {
  const section = inside?.closest("section");
  const page = inside?.closest("main");
  if (!section || !page) return;
  const above = section.getBoundingClientRect().top - page.getBoundingClientRect().top;
  page.scrollBy({ top: above - 16 });
}

/** How wide a desktop is: so that all of them, the controls and the lanes are in sight at once, if that is not too small. */
function roomFor(desktops: number, lanes: number): string {
  const [columns, rows] = desktops > 2 ? [2, 2] : [desktops, 1];
  const free = `calc((100dvh - ${19 + 2.2 * (lanes + rows)}rem) * ${1.6 / rows})`;
  return `min(calc(${100 / columns}% - 4px), max(20rem, ${free}))`;
}

/** What came out is seen first; playing begins at the beginning. */
function atTheEnd(axis: Axis): Playhead {
  const playhead = new Playhead(axis);
  playhead.seek(axis.to);
  return playhead;
}

const LEAP = 10;

function keys(event: KeyboardEvent, playhead: Playhead, step: (by: number) => void) {
  const by = event.shiftKey ? LEAP : 1;
  switch (event.key) {
    case "ArrowRight":
      return () => step(by);
    case "ArrowLeft":
      return () => step(-by);
    case "Home":
      return () => playhead.seek(playhead.axis.from);
    case "End":
      return () => playhead.seek(playhead.axis.to);
    case " ":
      return () => playhead.toggle();
    default:
      return null;
  }
}

/** The timeline as it was, and the one without its quiet stretches; up to `now`, or to the last fact when that is later. */
function useAxes(fold: SessionFold, now: number) {
  const { lanes } = fold;
  const { from, version } = lanes;
  const to = Math.max(lanes.to, now);
  return useMemo(() => {
    const quiet = quietStretches(lanes.moments, lanes.all(), to);
    return { quiet, plain: new Axis(from, to), short: new Axis(from, to, quiet) };
    // Lanes grow in place: their version says that they have.
  }, [lanes, from, to, version]);
}

function useShelf(session: string, fold: SessionFold, ended: boolean): Shelf {
  const shelf = useMemo(() => new Shelf(session, fold.lanes), [session, fold]);
  useEffect(() => () => shelf.close(), [shelf]);
  const { data } = useQuery({
    queryKey: ["recordings", session, ended],
    queryFn: ({ signal }) => get<{ items: Recorded[] }>(sessionPath(session, "recordings"), signal),
    refetchInterval: ended ? false : GROWS_MILLIS,
  });
  useEffect(() => shelf.setRecorded(data?.items ?? []), [shelf, data]);
  return shelf;
}
