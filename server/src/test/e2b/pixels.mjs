// A PNG of 8 bits a channel, as screenshots are.
import { inflateSync } from "node:zlib";

const CHANNELS = { 0: 1, 2: 3, 6: 4 };

/** Its size, and the colour of a place as six digits. */
export function pixels(png) {
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const step = CHANNELS[png[25]];
  const parts = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at))
    if (png.toString("latin1", at + 4, at + 8) === "IDAT")
      parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  const rows = unfiltered(inflateSync(Buffer.concat(parts)), width * step, height, step);
  const at = (x, y) => {
    const start = y * width * step + x * step;
    return rows.toString("hex", start, start + 3);
  };
  return { width, height, at };
}

/** Every row says how it differs from what is left of it and above it. */
function unfiltered(bytes, length, height, step) {
  const out = Buffer.alloc(length * height);
  for (let y = 0; y < height; y++) {
    const kind = bytes[y * (length + 1)];
    for (let x = 0; x < length; x++) {
      const here = y * length + x;
      const left = x >= step ? out[here - step] : 0;
      const above = y > 0 ? out[here - length] : 0;
      const corner = x >= step && y > 0 ? out[here - length - step] : 0;
      out[here] = bytes[y * (length + 1) + 1 + x] + guess(kind, left, above, corner);
    }
  }
  return out;
}

function guess(kind, left, above, corner) {
  if (kind < 4) return [0, left, above, (left + above) >> 1][kind];
  const [a, b, c] = [above - corner, left - corner, left + above - 2 * corner].map(Math.abs);
  return a <= b && a <= c ? left : b <= c ? above : corner;
}
