import { io, type Socket } from "socket.io-client";
import { get } from "./rest";
import type { Entry, ReasoningDelta } from "@/event/event";

export type Connection = "connecting" | "live" | "lost";

/** What a follower of a stream is told. Entries come in order, each once, many at a time. */
export type Follower = {
  entries(entries: Entry[]): void;
  /** Joined, also again: the stream has facts up to `seq`, and those not seen yet are on their way. */
  joined?(seq: number): void;
  delta?(delta: ReasoningDelta): void;
  connection?(state: Connection): void;
  /** The stream cannot be followed: it does not exist, or the server refuses. */
  refused?(words: string): void;
};

type Joined = { ok: true; seq: number } | { ok: false; code: string; error: string };
type Stream = { session: string; seen: number; follower: Follower; pending: Entry[] };

/** How long a join may take before it is tried again. */
const JOINS_WITHIN_MILLIS = 8_000;

/**
 * One connection to the server for the whole page. Whatever is lost on the way, `follow` continues after the last number
 * seen: no fact comes twice, none is left out.
 */
class Live {
  private socket: Socket | null = null;
  private readonly streams = new Map<string, Stream>();
  private flushing = false;

  follow(session: string, after: number, follower: Follower): () => void {
    const stream: Stream = { session, seen: after, follower, pending: [] };
    this.streams.set(session, stream);
    const socket = this.connect();
    follower.connection?.(socket.connected ? "live" : "connecting");
    if (socket.connected) void this.join(stream);
    return () => {
      if (this.streams.get(session) !== stream) return;
      this.streams.delete(session);
      if (socket.connected) socket.emit("session:leave", { sessionId: session });
    };
  }

  private connect(): Socket {
    if (this.socket !== null) return this.socket;
    const socket = io({
      transports: ["websocket", "polling"],
      reconnectionDelayMax: 2_000,
      tryAllTransports: true,
    });
    socket.on("connect", () => this.streams.forEach((stream) => void this.join(stream)));
    socket.on("disconnect", () => this.tell("lost"));
    socket.on("connect_error", () => {
      this.tell("lost");
      // A refusal looks like any other failure here; asked by REST, it is heard by who shows the way in.
      void get("/api/sessions?limit=1").catch(() => undefined);
    });
    socket.onAny((name: string, payload: Entry | ReasoningDelta) => this.receive(name, payload));
    this.socket = socket;
    return socket;
  }

  private async join(stream: Stream): Promise<void> {
    const { socket } = this;
    if (socket === null) return;
    let answer: Joined;
    try {
      answer = await socket
        .timeout(JOINS_WITHIN_MILLIS)
        .emitWithAck("session:join", { sessionId: stream.session, after: stream.seen });
    } catch {
      if (socket.connected && this.streams.get(stream.session) === stream) void this.join(stream);
      return;
    }
    if (this.streams.get(stream.session) !== stream) return;
    if (answer.ok) {
      stream.follower.joined?.(answer.seq);
      stream.follower.connection?.("live");
    } else stream.follower.refused?.(answer.error);
  }

  private receive(name: string, payload: Entry | ReasoningDelta): void {
    const stream = this.streams.get(payload.sessionId);
    if (stream === undefined) return;
    if (name === "agent:reasoning:delta") {
      stream.follower.delta?.(payload as ReasoningDelta);
      return;
    }
    const entry = payload as Entry;
    if (typeof entry.seq !== "number" || entry.seq <= stream.seen) return;
    stream.seen = entry.seq;
    stream.pending.push(entry);
    this.flushSoon();
  }

  /** Hands over what came within one turn of the browser's loop: a long stream is thousands of messages. */
  private flushSoon(): void {
    if (this.flushing) return;
    this.flushing = true;
    setTimeout(() => {
      this.flushing = false;
      for (const stream of this.streams.values()) {
        if (stream.pending.length === 0) continue;
        const entries = stream.pending;
        stream.pending = [];
        stream.follower.entries(entries);
      }
    }, 0);
  }

  private tell(state: Connection): void {
    this.streams.forEach((stream) => stream.follower.connection?.(state));
  }
}

export const live = new Live();
