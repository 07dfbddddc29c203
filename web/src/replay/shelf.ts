import { picture } from "@/agent/Thumbnail";
import type { Lanes } from "./lanes";
import { Loader } from "./loader";
import { readRecords, type ScreenRecord } from "./recording";
import { seenAt } from "./seeking";
import {
  chunkAfter,
  chunkAt,
  chunkBefore,
  chunkEnd,
  chunkKey,
  fetchChunk,
  type Chunk,
  type Recorded,
} from "./tape";

/** Where a screen of some moment comes from. What is undefined is on its way; `around` may be wanted next. */
export type Source =
  | { kind: "recording"; key: string; records: ScreenRecord[] | undefined; around: string[] }
  | { kind: "picture"; key: string; src: string | undefined; around: string[] }
  | { kind: "nothing"; why: string };

/** How a recording ends that has all of its desktop. */
const WHOLE = new Set(["", "closed"]);

/** The screens of a session as they were: out of the recordings, and where there are none, the pictures that agents saw. */
export class Shelf {
  private recorded: readonly Recorded[] = [];
  private readonly lanes: Lanes;
  private readonly session: string;
  private readonly chunks: Loader<ScreenRecord[]>;
  private readonly pictures: Loader<string>;

  constructor(session: string, lanes: Lanes) {
    this.session = session;
    this.lanes = lanes;
    this.chunks = new Loader(async (key, signal) => {
      const bytes = await fetchChunk(session, key, signal);
      return { value: readRecords(bytes), bytes: bytes.length };
    });
    this.pictures = new Loader(
      async (key, signal) => {
        const response = await fetch(key, { signal, credentials: "same-origin" });
        if (!response.ok) throw new Error(`The server answered ${response.status}.`);
        const blob = await response.blob();
        return { value: URL.createObjectURL(blob), bytes: blob.size };
      },
      (src) => URL.revokeObjectURL(src),
    );
  }

  setRecorded(recorded: readonly Recorded[]): void {
    this.recorded = recorded;
  }

  /** `broken` leaves recordings out: they cannot be drawn here. */
  source(agent: string, time: number, broken: boolean): Source {
    const chunk = broken ? null : chunkAt(this.recorded, agent, time);
    if (chunk !== null && this.tells(chunk, agent, time)) {
      const key = chunkKey(chunk);
      const around = [chunkAfter(chunk), chunkBefore(chunk)].flatMap((it) =>
        it === null ? [] : [chunkKey(it)],
      );
      return { kind: "recording", key, records: this.chunks.get(key), around };
    }
    return this.picture(agent, time);
  }

  /** False when a recording ended early and the agent was shown a newer picture than its last. */
  private tells(chunk: Chunk, agent: string, time: number): boolean {
    const key = chunkKey(chunk);
    if (this.chunks.failed(key) || this.chunks.get(key)?.length === 0) return false;
    if (WHOLE.has(chunk.part.ended) || time <= chunkEnd(chunk)) return true;
    const seen = this.lanes.lane(agent)?.seen ?? [];
    return (seen[seenAt(seen, time)]?.at ?? 0) <= chunkEnd(chunk);
  }

  private picture(agent: string, time: number): Source {
    const seen = this.lanes.lane(agent)?.seen ?? [];
    const index = seenAt(seen, time);
    const address = (at: number) => {
      const one = seen[at];
      return one === undefined ? [] : [picture(this.session, one.hash)];
    };
    const [key] = address(index);
    if (key === undefined) return { kind: "nothing", why: "The desktop is not there yet." };
    if (this.pictures.failed(key))
      return { kind: "nothing", why: "There is no picture of this moment." };
    const around = [...address(index + 1), ...address(index - 1)];
    return { kind: "picture", key, src: this.pictures.get(key), around };
  }

  /** What an agent's screen shows now is read first, what is around it after that; null wants nothing. */
  want(agent: string, source: Source | null): void {
    const keys = source === null || source.kind === "nothing" ? [] : [source.key, ...source.around];
    this.chunks.want(agent, source?.kind === "recording" ? keys : []);
    this.pictures.want(agent, source?.kind === "picture" ? keys : []);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    const ends = [this.chunks.subscribe(listener), this.pictures.subscribe(listener)];
    return () => ends.forEach((end) => end());
  };

  close(): void {
    this.chunks.close();
    this.pictures.close();
  }
}
