import type { Size } from "./action";

/** How tiles fill a box: so many beside each other, each picture that wide and high. */
export type Grid = { columns: number; width: number; height: number };

/** Smaller pictures show nothing: then fewer stand beside each other and the rest is reached by scrolling. */
export const SMALLEST = 240;

/** The arrangement with the largest pictures of that aspect ratio, each below a bar of `head`. */
export function grid(count: number, box: Size, aspect: number, head: number, gap: number): Grid {
  let best: Grid = { columns: 1, width: 0, height: 0 };
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const wide = (box.width - gap * (columns - 1)) / columns;
    const high = (box.height - gap * (rows - 1)) / rows - head;
    const width = Math.floor(Math.min(wide, high * aspect));
    if (width > best.width) best = { columns, width, height: Math.floor(width / aspect) };
  }
  if (best.width >= Math.min(SMALLEST, box.width)) return best;
  const columns = Math.max(1, Math.floor((box.width + gap) / (SMALLEST + gap)));
  const width = Math.max(0, Math.floor((box.width - gap * (columns - 1)) / columns));
  return { columns, width, height: Math.floor(width / aspect) };
}
