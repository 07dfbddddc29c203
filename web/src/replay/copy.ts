import { tellPaints } from "@/desktop/screen";
import { smoothly } from "@/desktop/useSmooth";

/** Browsers scale a canvas down by taking four pixels for one: smaller than this, letters fall apart. */
const ROUGH_BELOW = 0.75;

/** A well smoothed copy over a screen that is drawn much smaller than it is; follows it until it is closed. */
export class SmoothCopy {
  private readonly target: HTMLElement;
  private readonly from: HTMLCanvasElement;
  private readonly copy = document.createElement("canvas");
  private readonly sizes = new ResizeObserver(() => this.soon());
  private frame = 0;

  constructor(target: HTMLElement, from: HTMLCanvasElement) {
    this.target = target;
    this.from = from;
    this.copy.className = "absolute inset-0 size-full";
    this.copy.hidden = true;
    target.append(this.copy);
    this.sizes.observe(target);
    tellPaints(from, () => this.soon());
  }

  close(): void {
    this.sizes.disconnect();
    cancelAnimationFrame(this.frame);
    this.copy.remove();
  }

  private soon(): void {
    if (this.frame !== 0) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.draw();
    });
  }

  private draw(): void {
    const { clientWidth: width, clientHeight: height } = this.target;
    const ratio = window.devicePixelRatio || 1;
    const rough = width > 0 && (width * ratio) / Math.max(1, this.from.width) < ROUGH_BELOW;
    this.copy.hidden = !rough;
    if (rough) smoothly(this.from, this.copy, width * ratio, height * ratio);
  }
}
