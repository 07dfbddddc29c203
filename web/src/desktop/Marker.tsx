import { useState } from "react";
import type { Step } from "@/agent/steps";
import { usePointed } from "@/session/attention";
import { useSession, useEveryFact } from "@/session/store";
import { place as placeOf, type Action, type Point } from "./action";
import { along, mark } from "./marks";
import type { Placed } from "./scale";

/** How far back the newest action is looked for: notes stand between. */
const LOOK_BACK = 8;
const ARROW = 36;

/** Marks the action that a person points at in the steps, and shortly each new one as it happens. */
export function Marker({ agent, place }: { agent: string; place: Placed }) {
  const pointed = usePointed(agent);
  return (
    <div aria-hidden className="pointer-events-none absolute inset-0 overflow-hidden">
      {pointed === null ? (
        <Newest agent={agent} place={place} />
      ) : (
        <Marked action={pointed.action} place={place} />
      )}
    </div>
  );
}

/** A ring that spreads where the agent just did something; nothing for what had happened before this was drawn. */
function Newest({ agent, place }: { agent: string; place: Placed }) {
  const loaded = useSession((_, store) => store.loaded);
  const { fold } = useEveryFact();
  const [from, setFrom] = useState<number | null>(null);
  if (loaded && from === null) setFrom(fold.seq);
  const step = newest(fold.steps.ofAgent(agent));
  if (step === null || from === null || step.seq <= from) return null;
  const at = placeOf(step.action);
  if (at === null) return null;
  return (
    <span
      key={step.seq}
      className="absolute -ml-4 -mt-4 size-8 animate-ping rounded-full border-2 border-white bg-primary/50 [animation-fill-mode:forwards] [animation-iteration-count:1] motion-reduce:hidden"
      style={{ left: at.x * place.scale, top: at.y * place.scale }}
    />
  );
}

function newest(items: readonly { kind: string }[]): Step | null {
  for (let i = items.length - 1; i >= Math.max(0, items.length - LOOK_BACK); i--) {
    const item = items[i] as Step | { kind: "note" };
    if (item.kind === "step" && item.action !== null) return item;
  }
  return null;
}

/** Everything is drawn twice: a dark line below a light one is seen on every picture. */
function Marked({ action, place }: { action: Action; place: Placed }) {
  const what = mark(action);
  const on = ({ x, y }: Point): Point => ({
    x: (x + 0.5) * place.scale,
    y: (y + 0.5) * place.scale,
  });
  if (what.kind === "caption") {
    return (
      <span className="absolute inset-x-0 bottom-3 mx-auto w-fit max-w-[90%] truncate rounded-md bg-black/80 px-2 py-1 font-mono text-xs text-white ring-1 ring-white/40">
        {what.words}
      </span>
    );
  }
  return (
    <svg width={place.width} height={place.height} className="absolute inset-0">
      {["stroke-black/70 [stroke-width:5]", "stroke-(--marker) [stroke-width:2.5]"].map((look) => (
        <g
          key={look}
          fill="none"
          strokeLinecap="round"
          strokeLinejoin="round"
          className={look}
          style={{ "--marker": "oklch(0.86 0.14 190)" } as React.CSSProperties}
        >
          {what.kind === "ring" && <Rings at={on(what.at)} count={what.rings} right={what.right} />}
          {what.kind === "path" && <Path points={what.points.map(on)} />}
          {what.kind === "arrow" && <Arrow from={on(what.at)} by={along(what.direction, ARROW)} />}
        </g>
      ))}
    </svg>
  );
}

function Rings({ at, count, right }: { at: Point; count: number; right: boolean }) {
  return (
    <>
      {Array.from({ length: count }, (_, i) => (
        <circle key={i} cx={at.x} cy={at.y} r={12 + i * 6} strokeDasharray={right ? "6 5" : ""} />
      ))}
      <circle cx={at.x} cy={at.y} r={1} />
    </>
  );
}

function Path({ points }: { points: Point[] }) {
  const [from, to] = [points[0], points.at(-1)];
  if (from === undefined || to === undefined) return null;
  return (
    <>
      <polyline points={points.map((it) => `${it.x},${it.y}`).join(" ")} />
      <circle cx={from.x} cy={from.y} r={4} />
      <circle cx={to.x} cy={to.y} r={10} />
    </>
  );
}

function Arrow({ from, by }: { from: Point; by: Point }) {
  const to = { x: from.x + by.x, y: from.y + by.y };
  const [back, side] = [0.3, 0.25];
  const wing = (sign: number) =>
    `${to.x - by.x * back + sign * by.y * side},${to.y - by.y * back + sign * by.x * side}`;
  return (
    <>
      <circle cx={from.x} cy={from.y} r={6} />
      <line x1={from.x} y1={from.y} x2={to.x} y2={to.y} />
      <polyline points={`${wing(1)} ${to.x},${to.y} ${wing(-1)}`} />
    </>
  );
}
