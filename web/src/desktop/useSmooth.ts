import { useEffect, useRef, type RefObject } from "react";
import type { Placed } from "./scale";
import type { Screen } from "./screen";

/** Browsers scale a canvas down by taking four pixels for one: smaller than this, letters fall apart. */
const ROUGH_BELOW = 0.75;
/** Often enough for a picture this small; a smooth one costs a few milliseconds. */
const BETWEEN = 60;

/**
 * For a picture that is made much smaller: a canvas of the final size to draw it on, well smoothed, each time that
 * `painted` is called; null where the picture itself is good enough.
 */
export function useSmooth(
  { width, height, scale }: Placed,
  ratio: number,
  screen: RefObject<Screen | null>,
  painted: RefObject<() => void>,
  live: boolean,
): RefObject<HTMLCanvasElement | null> | null {
  const canvas = useRef<HTMLCanvasElement>(null);
  const needed = scale > 0 && scale * ratio < ROUGH_BELOW;
  useEffect(() => {
    if (!needed || !live) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let last = 0;
    const draw = () => {
      timer = undefined;
      last = performance.now();
      const from = screen.current?.canvas;
      if (from && canvas.current) smoothly(from, canvas.current, width * ratio, height * ratio);
    };
    painted.current = () => {
      timer ??= setTimeout(draw, Math.max(0, BETWEEN - (performance.now() - last)));
    };
    draw();
    return () => {
      clearTimeout(timer);
      painted.current = () => {};
    };
  }, [needed, live, width, height, ratio, screen, painted]);
  return needed ? canvas : null;
}

/** Draws a picture in another size, so that small letters stay readable. */
export function smoothly(
  from: HTMLCanvasElement,
  to: HTMLCanvasElement,
  width: number,
  height: number,
): void {
  const context = to.getContext("2d");
  if (context === null || from.width === 0) return;
  const [w, h] = [Math.max(1, Math.round(width)), Math.max(1, Math.round(height))];
  if (to.width !== w) to.width = w;
  if (to.height !== h) to.height = h;
  context.imageSmoothingQuality = "high";
  context.drawImage(from, 0, 0, w, h);
}
