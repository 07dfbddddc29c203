import { useEffect, useSyncExternalStore } from "react";
import { Axis, clamp } from "./axis";

export const SPEEDS = [1, 2, 4, 8] as const;
export type Speed = (typeof SPEEDS)[number];

/** As long as one frame may be: a page that was in the background does not jump ahead. */
const LONGEST_FRAME_MILLIS = 100;

/** Where one is in a session, and how it goes on from there. */
export class Playhead {
  time: number;
  playing = false;
  speed: Speed = 1;
  axis: Axis;
  /** Where playing stops by itself; null for the end. */
  private until: number | null = null;
  private readonly listeners = new Set<() => void>();

  constructor(axis: Axis) {
    this.axis = axis;
    this.time = axis.from;
  }

  /** The same moment on another timeline: it has grown, or stretches are skipped now. At its end it stays there. */
  on(axis: Axis): void {
    const last = !this.playing && this.time === this.axis.to;
    this.axis = axis;
    this.time = last ? axis.to : clamp(this.time, axis.from, axis.to);
    this.changed();
  }

  seek(time: number): void {
    this.time = clamp(time, this.axis.from, this.axis.to);
    this.until = null;
    this.changed();
  }

  /** Plays a stretch and stops there. */
  play(from: number, until: number): void {
    this.time = clamp(from, this.axis.from, this.axis.to);
    this.until = until;
    this.playing = true;
    this.changed();
  }

  toggle(): void {
    this.playing = !this.playing;
    this.until = null;
    if (this.playing && this.time >= this.axis.to) this.time = this.axis.from;
    this.changed();
  }

  pause(): void {
    this.playing = false;
    this.changed();
  }

  at(speed: Speed): void {
    this.speed = speed;
    this.changed();
  }

  /** So much time has passed before the screen. */
  advance(millis: number): void {
    if (!this.playing) return;
    const by = Math.min(millis, LONGEST_FRAME_MILLIS) * this.speed;
    this.time = this.axis.time(this.axis.place(this.time) + by);
    const end = Math.min(this.until ?? Infinity, this.axis.to);
    if (this.time >= end) {
      this.time = end;
      this.playing = false;
    }
    this.changed();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private changed(): void {
    this.listeners.forEach((listener) => listener());
  }
}

/** Reads the playhead; draws again when the answer is another one. */
export function usePlayhead<T>(playhead: Playhead, select: (playhead: Playhead) => T): T {
  return useSyncExternalStore(playhead.subscribe, () => select(playhead));
}

/** Moves the playhead with the frames of the page while it plays. */
export function usePlaying(playhead: Playhead): void {
  const playing = usePlayhead(playhead, (it) => it.playing);
  useEffect(() => {
    if (!playing) return;
    let last: number | null = null;
    let frame = requestAnimationFrame(function next(now) {
      playhead.advance(last === null ? 0 : now - last);
      last = now;
      frame = requestAnimationFrame(next);
    });
    return () => cancelAnimationFrame(frame);
  }, [playhead, playing]);
}
