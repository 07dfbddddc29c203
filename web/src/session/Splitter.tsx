import { useState, type KeyboardEvent, type PointerEvent } from "react";

const KEY = "manyhands.steps-width";
const LEAST = 300;
const MOST = 640;
const USUAL = 352;
const STEP = 16;

function bounded(width: number): number {
  return Math.min(MOST, Math.max(LEAST, Math.round(width)));
}

/** How wide the steps are, in pixels; remembered. */
export function useSideWidth(): [number, (width: number) => void] {
  const [width, setWidth] = useState(() => bounded(Number(localStorage.getItem(KEY)) || USUAL));
  return [
    width,
    (to) => {
      setWidth(bounded(to));
      localStorage.setItem(KEY, String(bounded(to)));
    },
  ];
}

/** The line between desktops and steps, moved by mouse or arrow keys. */
export function Splitter({ width, setWidth }: { width: number; setWidth(width: number): void }) {
  function begin(event: PointerEvent<HTMLDivElement>) {
    const from = event.clientX + width;
    const bar = event.currentTarget;
    bar.setPointerCapture(event.pointerId);
    const move = (e: globalThis.PointerEvent) => setWidth(from - e.clientX);
    bar.addEventListener("pointermove", move);
    bar.addEventListener("lostpointercapture", () => bar.removeEventListener("pointermove", move), {
      once: true,
    });
  }
  function key(event: KeyboardEvent) {
    const by = event.key === "ArrowLeft" ? STEP : event.key === "ArrowRight" ? -STEP : 0;
    if (by === 0) return;
    event.preventDefault();
    setWidth(width + by);
  }
  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label="Width of the steps"
      aria-valuenow={width}
      aria-valuemin={LEAST}
      aria-valuemax={MOST}
      tabIndex={0}
      onPointerDown={begin}
      onDoubleClick={() => setWidth(USUAL)}
      onKeyDown={key}
      className="w-1 shrink-0 cursor-col-resize border-l bg-transparent transition-colors hover:bg-ring focus-visible:bg-ring focus-visible:outline-none max-md:hidden"
    />
  );
}
