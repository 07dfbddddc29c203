import type { Size } from "./action";

/** Whether a screen is made to fit its box, or shown pixel for pixel, with scroll bars when it is larger. */
export type Zoom = "fit" | "full";

/** Where a screen stands in its box, in CSS pixels. */
export type Placed = {
  left: number;
  top: number;
  width: number;
  height: number;
  /** CSS pixels per pixel of the screen. */
  scale: number;
  /** Each pixel of the screen is a whole number of the display's: drawn hard, without smoothing. */
  crisp: boolean;
};

/** A fit that is larger than a whole multiple by no more than this becomes that multiple: sharp is better than a little larger. */
const SHARP_BELOW = 1.2;

/** Computed in the display's own pixels, so that a sharp picture stays sharp at every device pixel ratio. */
export function placed(box: Size, screen: Size, zoom: Zoom, ratio: number): Placed {
  const [w, h] = [Math.floor(box.width * ratio), Math.floor(box.height * ratio)];
  const times = zoom === "full" ? Math.max(1, Math.round(ratio)) : fitting(w, h, screen);
  const [width, height] = [Math.round(screen.width * times), Math.round(screen.height * times)];
  return {
    left: Math.max(0, Math.floor((w - width) / 2)) / ratio,
    top: Math.max(0, Math.floor((h - height) / 2)) / ratio,
    width: width / ratio,
    height: height / ratio,
    scale: times / ratio,
    crisp: times > 0 && Number.isInteger(times),
  };
}

function fitting(width: number, height: number, screen: Size): number {
  if (screen.width === 0 || screen.height === 0) return 0;
  const fit = Math.min(width / screen.width, height / screen.height);
  const whole = Math.floor(fit);
  return whole >= 1 && fit / whole <= SHARP_BELOW ? whole : Math.max(0, fit);
}
