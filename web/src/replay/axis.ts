import type { Lane } from "./lanes";
import { lastIndex } from "./seeking";

export type Stretch = { from: number; to: number };

/** Nothing happened for longer than this: a stretch that can be skipped. */
export const QUIET_MILLIS = 3_000;

/** How long a stretch that is skipped still takes, so that one sees that there was one. */
export const SKIPPED_MILLIS = 700;

/** Time left at both ends of a quiet stretch: what happened is seen before the next thing does. */
const MARGIN_MILLIS = 700;

/** Between which moments nothing happened; a person at the desktop is something, even if no fact tells it. */
export function quietStretches(
  moments: readonly number[],
  lanes: readonly Lane[],
  until: number,
): Stretch[] {
  const people = lanes.flatMap((lane) => lane.spans.filter((span) => span.kind === "person"));
  const found: Stretch[] = [];
  for (let i = 0; i < moments.length; i++) {
    const [from, to] = [moments[i]!, moments[i + 1] ?? until];
    if (to - from <= QUIET_MILLIS) continue;
    if (people.some((span) => span.from < to && (span.to ?? until) > from)) continue;
    found.push({ from: from + MARGIN_MILLIS, to: to - MARGIN_MILLIS });
  }
  return found;
}

/**
 * From times to places on the timeline and back. Places are milliseconds of playing from the beginning; a skipped
 * stretch takes few of them.
 */
export class Axis {
  readonly from: number;
  readonly to: number;
  readonly skipped: readonly Stretch[];
  /** What was left out before each skipped stretch. */
  private readonly saved: number[] = [];
  /** Of all of it, in milliseconds of playing; never 0. */
  readonly length: number;

  constructor(from: number, to: number, skipped: readonly Stretch[] = []) {
    this.from = from;
    this.to = Math.max(to, from + 1);
    this.skipped = skipped;
    let saved = 0;
    for (const one of skipped) {
      this.saved.push(saved);
      saved += one.to - one.from - SKIPPED_MILLIS;
    }
    this.length = this.place(this.to);
  }

  place(time: number): number {
    const t = clamp(time, this.from, this.to);
    const i = lastIndex(this.skipped, t, (it) => it.from);
    if (i < 0) return t - this.from;
    const { from, to } = this.skipped[i]!;
    const begins = from - this.from - this.saved[i]!;
    if (t >= to) return begins + SKIPPED_MILLIS + (t - to);
    return begins + ((t - from) / (to - from)) * SKIPPED_MILLIS;
  }

  time(place: number): number {
    const p = clamp(place, 0, this.length);
    let i = -1;
    // Where each begins grows with them, as their times do.
    for (let [low, high] = [0, this.skipped.length - 1]; low <= high;) {
      const middle = (low + high) >> 1;
      if (this.skipped[middle]!.from - this.from - this.saved[middle]! <= p) {
        i = middle;
        low = middle + 1;
      } else high = middle - 1;
    }
    if (i < 0) return clamp(this.from + p, this.from, this.to);
    const { from, to } = this.skipped[i]!;
    const into = p - (from - this.from - this.saved[i]!);
    if (into < SKIPPED_MILLIS) return from + (into / SKIPPED_MILLIS) * (to - from);
    return clamp(to + into - SKIPPED_MILLIS, this.from, this.to);
  }

  /** The share of the way, 0 to 1. */
  share(time: number): number {
    return this.place(time) / this.length;
  }
}

export function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

const STEPS = [100, 200, 500, 1e3, 2e3, 5e3, 1e4, 15e3, 3e4, 6e4, 12e4, 3e5, 6e5, 9e5, 18e5, 36e5];

/** Places for labels, at most so many, at round distances. */
export function ticks(axis: Axis, most: number): number[] {
  const step =
    STEPS.find((it) => axis.length / it <= most) ?? Math.ceil(axis.length / most / 36e5) * 36e5;
  return Array.from({ length: Math.floor(axis.length / step) + 1 }, (_, i) => i * step);
}
