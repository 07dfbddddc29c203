/** As many last pictures as there are desktops on a page at most; each is a canvas of a screen's size. */
const KEPT = 12;

const stills = new Map<string, HTMLCanvasElement>();

/** Keeps what a screen showed last, to stand there until it is connected again. */
export function keepStill(name: string, screen: HTMLCanvasElement): void {
  if (screen.width === 0 || screen.height === 0) return;
  const still = document.createElement("canvas");
  still.width = screen.width;
  still.height = screen.height;
  still.getContext("2d")?.drawImage(screen, 0, 0);
  stills.delete(name);
  stills.set(name, still);
  for (const oldest of stills.keys()) {
    if (stills.size <= KEPT) return;
    stills.delete(oldest);
  }
}

/** Draws what was kept; false when nothing was. */
export function drawStill(name: string, onto: HTMLCanvasElement): boolean {
  const still = stills.get(name);
  if (still === undefined) return false;
  onto.width = still.width;
  onto.height = still.height;
  onto.getContext("2d")?.drawImage(still, 0, 0);
  return true;
}

export function stillSize(name: string): { width: number; height: number } | null {
  const still = stills.get(name);
  return still === undefined ? null : { width: still.width, height: still.height };
}
