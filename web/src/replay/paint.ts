import type { Axis } from "./axis";
import type { Lane, Mark, Span } from "./lanes";

/** Colours as the page has them now; `agent` is one for each lane. */
export type Palette = {
  muted: string;
  border: string;
  foreground: string;
  card: string;
  good: string;
  bad: string;
  warning: string;
  agents: string[];
};

export const LANE_HEIGHT = 34;

/** Draws lanes from top to bottom; `width` is in pixels of the page. */
export function paintLanes(
  canvas: CanvasRenderingContext2D,
  lanes: readonly Lane[],
  axis: Axis,
  width: number,
  palette: Palette,
): void {
  const x = (time: number) => axis.share(time) * width;
  lanes.forEach((lane, i) => {
    canvas.save();
    canvas.translate(0, i * LANE_HEIGHT);
    paintLane(canvas, lane, x, axis.to, palette, palette.agents[i] ?? palette.foreground);
    canvas.restore();
  });
  paintSkipped(canvas, axis, x, lanes.length * LANE_HEIGHT, palette);
}

const MIDDLE = LANE_HEIGHT / 2;

type X = (time: number) => number;

function paintLane(
  canvas: CanvasRenderingContext2D,
  lane: Lane,
  x: X,
  until: number,
  palette: Palette,
  colour: string,
): void {
  canvas.fillStyle = palette.muted;
  for (const { from, to } of lane.alive)
    canvas.fillRect(x(from), MIDDLE - 10, Math.max(1, x(to ?? until) - x(from)), 20);
  for (const span of lane.spans) paintSpan(canvas, span, x, until, palette, colour);
  paintActions(canvas, lane.marks, x, colour);
  for (const mark of lane.marks) paintMark(canvas, mark, x(mark.at), palette);
}

function paintSpan(
  canvas: CanvasRenderingContext2D,
  span: Span,
  x: X,
  until: number,
  palette: Palette,
  colour: string,
): void {
  const from = x(span.from);
  const width = Math.max(1, x(span.to ?? until) - from);
  const bar = (fill: string, alpha: number, height: number, at = MIDDLE) => {
    canvas.globalAlpha = alpha;
    canvas.fillStyle = fill;
    canvas.fillRect(from, at - height / 2, width, height);
    canvas.globalAlpha = 1;
  };
  switch (span.kind) {
    case "thinking":
      return bar(colour, 0.32, 10);
    case "acting":
      return bar(colour, 0.85, 10);
    case "waiting":
      return bar(colour, 0.5, 2);
    case "paused":
      return bar(palette.foreground, 0.45, 2, MIDDLE + 9);
    case "asking":
      return bar(palette.warning, 0.9, 4, MIDDLE - 9);
    case "person":
      bar(palette.foreground, 0.12, 20);
      return bar(palette.foreground, 0.9, 3, MIDDLE - 9);
  }
}

/** One stroke for an action; those that fall on the same pixel are one. */
function paintActions(
  canvas: CanvasRenderingContext2D,
  marks: readonly Mark[],
  x: X,
  colour: string,
): void {
  canvas.fillStyle = colour;
  let last = -1;
  for (const mark of marks) {
    const at = Math.round(x(mark.at));
    if (mark.kind !== "action" || at === last) continue;
    last = at;
    canvas.fillRect(at - 1, MIDDLE - 8, 2, 16);
  }
}

/** Shapes, not colours alone: a tick for done, a cross for failed, a stroke where a task begins. */
function paintMark(
  canvas: CanvasRenderingContext2D,
  mark: Mark,
  at: number,
  palette: Palette,
): void {
  switch (mark.kind) {
    case "action":
      return;
    case "began":
      canvas.fillStyle = palette.foreground;
      canvas.globalAlpha = 0.35;
      canvas.fillRect(Math.round(at), 2, 1, LANE_HEIGHT - 4);
      canvas.globalAlpha = 1;
      return;
    case "completed":
      return badge(canvas, at, palette.good, palette.card, [
        [-2.5, 0],
        [-0.5, 2],
        [2.5, -2],
      ]);
    case "failed":
    case "lost":
      return badge(
        canvas,
        at,
        palette.bad,
        palette.card,
        [
          [-2, -2],
          [2, 2],
        ],
        [
          [-2, 2],
          [2, -2],
        ],
      );
    case "cancelled":
      return badge(canvas, at, palette.foreground, palette.card, [
        [-2.5, 0],
        [2.5, 0],
      ]);
  }
}

function badge(
  canvas: CanvasRenderingContext2D,
  at: number,
  fill: string,
  stroke: string,
  ...lines: [number, number][][]
): void {
  canvas.beginPath();
  canvas.arc(at, MIDDLE, 6, 0, 2 * Math.PI);
  canvas.fillStyle = fill;
  canvas.fill();
  canvas.strokeStyle = stroke;
  canvas.lineWidth = 1.5;
  for (const line of lines) {
    canvas.beginPath();
    line.forEach(([dx, dy]) => canvas.lineTo(at + dx, MIDDLE + dy));
    canvas.stroke();
  }
}

/** A dotted line where time was left out. */
function paintSkipped(
  canvas: CanvasRenderingContext2D,
  axis: Axis,
  x: X,
  height: number,
  palette: Palette,
): void {
  canvas.strokeStyle = palette.foreground;
  canvas.globalAlpha = 0.4;
  canvas.lineWidth = 1;
  canvas.setLineDash([2, 3]);
  for (const { from, to } of axis.skipped) {
    const at = Math.round((x(from) + x(to)) / 2) + 0.5;
    canvas.beginPath();
    canvas.moveTo(at, 0);
    canvas.lineTo(at, height);
    canvas.stroke();
  }
  canvas.setLineDash([]);
  canvas.globalAlpha = 1;
}
