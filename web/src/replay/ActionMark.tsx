import type { Action, Point, Size } from "@/desktop/action";

type Props = { action: Action | null; at: Point | null; size: Size; colour: string };

/** Shows where on the screen an action happens, and the way of one that moves. */
export function ActionMark({ action, at, size, colour }: Props) {
  if (at === null) return null;
  const radius = size.width / 64;
  const line = { fill: "none", strokeLinecap: "round", strokeLinejoin: "round" } as const;
  const way = action?.type === "drag" ? action.path.map((it) => `${it.x},${it.y}`).join(" ") : null;
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${size.width} ${size.height}`}
      className="pointer-events-none absolute inset-0 size-full"
    >
      {way !== null && (
        <>
          <polyline points={way} {...line} stroke="white" strokeWidth={radius / 2} />
          <polyline points={way} {...line} stroke={colour} strokeWidth={radius / 4} />
        </>
      )}
      <circle cx={at.x} cy={at.y} r={radius} {...line} stroke="white" strokeWidth={radius / 2.5} />
      <circle cx={at.x} cy={at.y} r={radius} {...line} stroke={colour} strokeWidth={radius / 5} />
      <circle cx={at.x} cy={at.y} r={radius / 6} fill={colour} stroke="white" strokeWidth={1} />
    </svg>
  );
}
