import { sessionPath } from "@/api/rest";
import { lastIndex } from "./seeking";

/** What of an agent's desktop was recorded, as `GET /api/sessions/{id}/recordings` says. */
export type Recorded = { agent: string; desktop: string; from: string; parts: Part[] };
export type Part = {
  number: number;
  from: string;
  to: string;
  bytes: number;
  ended: string;
  keys: { at: string; offset: number }[];
};

/** From one key to the next: what must be read to draw any moment between them. */
export type Chunk = {
  recorded: Recorded;
  part: Part;
  key: number;
  /** Bytes of the file, the last not included. */
  from: number;
  to: number;
};

/** The chunk that has an agent's screen of that time; null when nothing was recorded by then. */
export function chunkAt(all: readonly Recorded[], agent: string, time: number): Chunk | null {
  const recorded = all.findLast((it) => it.agent === agent && Date.parse(it.from) <= time);
  const part = recorded?.parts.findLast((it) => Date.parse(it.keys[0]?.at ?? "") <= time);
  if (recorded === undefined || part === undefined) return null;
  return chunk(
    recorded,
    part,
    lastIndex(part.keys, time, (key) => Date.parse(key.at)),
  );
}

/** Until when a chunk tells the screen: after the last one it stayed as it was. */
export function chunkEnd(chunk: Chunk): number {
  return Date.parse(chunk.part.to);
}

export function chunkAfter(one: Chunk): Chunk | null {
  if (one.key + 1 < one.part.keys.length) return chunk(one.recorded, one.part, one.key + 1);
  const next = one.recorded.parts[one.recorded.parts.indexOf(one.part) + 1];
  return next === undefined || next.keys.length === 0 ? null : chunk(one.recorded, next, 0);
}

export function chunkBefore(one: Chunk): Chunk | null {
  if (one.key > 0) return chunk(one.recorded, one.part, one.key - 1);
  const before = one.recorded.parts[one.recorded.parts.indexOf(one.part) - 1];
  return before === undefined || before.keys.length === 0
    ? null
    : chunk(one.recorded, before, before.keys.length - 1);
}

function chunk(recorded: Recorded, part: Part, key: number): Chunk {
  const from = part.keys[key]!.offset;
  return { recorded, part, key, from, to: part.keys[key + 1]?.offset ?? part.bytes };
}

/** Names a chunk for the loader; another one once it has grown. */
export function chunkKey(one: Chunk): string {
  return `${one.recorded.desktop}/${one.part.number}#${one.from}-${one.to}`;
}

/** Reads the bytes that a chunk's name tells. */
export async function fetchChunk(
  session: string,
  key: string,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const [file, range] = key.split("#") as [string, string];
  const [desktop, part] = file.split("/") as [string, string];
  const [from, to] = range.split("-").map(Number) as [number, number];
  const response = await fetch(sessionPath(session, "recordings", desktop, part), {
    signal,
    credentials: "same-origin",
    headers: { Range: `bytes=${from}-${to - 1}` },
  });
  if (response.status !== 206) throw new Error(`The server answered ${response.status}.`);
  return new Uint8Array(await response.arrayBuffer());
}
