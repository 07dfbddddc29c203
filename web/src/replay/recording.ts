/** One record of a recording; `docs/reference/recording.md` describes the file. */
export type ScreenRecord = {
  type: "K" | "D" | "P" | "C" | "E";
  at: number;
  payload: Uint8Array;
};

/** Length, type and time before the payload, the checksum after it. */
const HEAD = 13;
const TAIL = 4;

/** Screens larger than this are none: what says so is damaged. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Reads records from where one begins. The first that does not fit, is of no known type or does not match its checksum
 * is the end: what comes after it is no part of the recording.
 */
export function readRecords(bytes: Uint8Array): ScreenRecord[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const records: ScreenRecord[] = [];
  for (let at = 0; at + HEAD + TAIL <= bytes.length;) {
    const length = view.getUint32(at);
    const end = at + HEAD + length;
    if (length > MOST_BYTES || end + TAIL > bytes.length) break;
    const type = String.fromCharCode(bytes[at + 4]!);
    if (!isType(type) || view.getUint32(end) !== crc32(bytes.subarray(at + 4, end))) break;
    const millis = Number(view.getBigUint64(at + 5));
    records.push({ type, at: millis, payload: bytes.subarray(at + HEAD, end) });
    at = end + TAIL;
  }
  return records;
}

function isType(type: string): type is ScreenRecord["type"] {
  return type.length === 1 && "KDPCE".includes(type);
}

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let value = n;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (let i = 0; i < bytes.length; i++) crc = (crc >>> 8) ^ TABLE[(crc ^ bytes[i]!) & 255]!;
  return (crc ^ 0xffffffff) >>> 0;
}

/** As many rectangles as one update can hold. */
const MOST_RECTANGLES = 0xffff;

/** Several updates as few, so that a viewer shows what they come to and nothing in between. */
export function merged(updates: readonly Uint8Array[]): Uint8Array[] {
  const found: Uint8Array[] = [];
  let [taken, count]: [Uint8Array[], number] = [[], 0];
  const close = () => {
    if (count > 0) found.push(update(taken, count));
    [taken, count] = [[], 0];
  };
  for (const one of updates) {
    // 0 is FramebufferUpdate, then a byte of padding and the number of rectangles.
    if (one.length < 4 || one[0] !== 0) continue;
    const rectangles = (one[2]! << 8) | one[3]!;
    if (count + rectangles > MOST_RECTANGLES) close();
    taken.push(one.subarray(4));
    count += rectangles;
  }
  close();
  return found;
}

function update(bodies: readonly Uint8Array[], rectangles: number): Uint8Array {
  const bytes = new Uint8Array(4 + bodies.reduce((sum, it) => sum + it.length, 0));
  bytes[2] = rectangles >> 8;
  bytes[3] = rectangles & 255;
  let at = 4;
  for (const body of bodies) {
    bytes.set(body, at);
    at += body.length;
  }
  return bytes;
}

export type Pointer = { x: number; y: number };
/** A picture so wide, and which of its pixels points. */
export type Cursor = { x: number; y: number; width: number; png: Uint8Array };

export function pointer(payload: Uint8Array): Pointer | null {
  if (payload.length < 4) return null;
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
  return { x: view.getUint16(0), y: view.getUint16(2) };
}

/** The pointer's picture; null when there is nothing to draw. */
export function cursor(payload: Uint8Array): Cursor | null {
  const hot = pointer(payload);
  // A PNG tells its width after its signature and the head of its first chunk.
  if (hot === null || payload.length < 4 + 24) return null;
  const png = payload.subarray(4);
  const width = new DataView(png.buffer, png.byteOffset).getUint32(16);
  return width === 0 || width > 512 ? null : { ...hot, width, png };
}
