import { Offline, Refused } from "@/api/rest";

export type LinkState =
  | { is: "connecting" }
  | { is: "live" }
  /** Lost, or not to be had yet: it is tried again by itself. */
  | { is: "waiting"; words: string }
  /** Nobody is looking. */
  | { is: "asleep" }
  /** There is nothing more to connect to. */
  | { is: "over"; words: string };

export type Line = { close(): void };
export type LineEvents = { live(): void; closed(code: number): void };
export type Outside = {
  /** Gets a ticket and whatever else a connection needs; the answer opens it. */
  prepare(signal: AbortSignal): Promise<(events: LineEvents) => Line>;
  /** Whether the server says anything at all just now; answered within a second. */
  answers(): Promise<boolean>;
  later(millis: number, then: () => void): () => void;
};

/** What becomes of a connection that failed: the words, and how long until the next try; null for none. */
export type Verdict = { words: string; pause: number | null };

/** The pauses between tries; the last goes on. Short enough to be back within 3 s of the network. */
const PAUSES = [150, 400, 800, 1_200];
/** For what does not pass by itself within seconds. */
const LONG_PAUSE = 5_000;
/** A try that takes longer is looked after: it may be slow, or on its way into a network that is not there. */
const SLOW_AFTER = 1_500;
/** How long it may take while the server answers other questions. */
const PATIENCE = 10_000;
const BETWEEN_QUESTIONS = 400;
/** One that lived for so long was a good one: the next loss begins with the shortest pause. */
const GOOD_AFTER = 3_000;

/** Keeps one connection to a screen, never two, each with a ticket of its own. */
export class Link {
  state: LinkState = { is: "asleep" };
  private readonly outside: Outside;
  private readonly tell: (state: LinkState) => void;
  private tries = 0;
  /** Counts the tries; what comes from an earlier one is nobody's business any more. */
  private turn = 0;
  private line: Line | null = null;
  private abort: AbortController | null = null;
  private timer: (() => void) | null = null;

  constructor(outside: Outside, tell: (state: LinkState) => void) {
    this.outside = outside;
    this.tell = tell;
  }

  /** Somebody looks: connects now, unless it is connected, or at it, or over. */
  wake(): void {
    if (this.state.is === "asleep" || this.state.is === "waiting") this.begin();
  }

  /** Nobody looks any more. */
  sleep(): void {
    if (this.state.is === "over") return;
    this.drop();
    this.change({ is: "asleep" });
  }

  /** The network changed, or the connection is known to be dead: a new one, at once. */
  renew(): void {
    if (this.state.is === "asleep" || this.state.is === "over") return;
    this.tries = 0;
    this.begin();
  }

  private begin(): void {
    this.drop();
    const turn = ++this.turn;
    this.tries++;
    if (this.state.is !== "waiting") this.change({ is: "connecting" });
    const abort = new AbortController();
    this.abort = abort;
    this.timer = this.outside.later(SLOW_AFTER, () => void this.look(turn, true));
    this.outside.prepare(abort.signal).then(
      (open) => {
        if (turn !== this.turn) return;
        this.line = open({
          live: () => this.lives(turn),
          closed: (code) => this.failed(turn, ofClose(code)),
        });
      },
      (error: unknown) => this.failed(turn, ofError(error)),
    );
  }

  /** What was sent while there was no network stays lost: when the server is back, a new try is quicker. */
  private async look(turn: number, answered: boolean): Promise<void> {
    const answers = await this.outside.answers();
    if (turn !== this.turn || this.state.is === "live") return;
    if (answers && !answered) return this.renew();
    if (answers) {
      this.timer = this.outside.later(PATIENCE, () => this.failed(turn, slow));
      return;
    }
    this.timer = this.outside.later(BETWEEN_QUESTIONS, () => void this.look(turn, false));
    if (answered) this.change({ is: "waiting", words: gone });
  }

  private lives(turn: number): void {
    if (turn !== this.turn) return;
    this.timer?.();
    this.timer = this.outside.later(GOOD_AFTER, () => (this.tries = 0));
    this.change({ is: "live" });
  }

  private failed(turn: number, verdict: Verdict): void {
    if (turn !== this.turn) return;
    this.drop();
    if (verdict.pause === null) return this.change({ is: "over", words: verdict.words });
    const pause = PAUSES[Math.min(Math.max(this.tries - 1, 0), PAUSES.length - 1)]!;
    this.timer = this.outside.later(Math.max(pause, verdict.pause), () => this.begin());
    this.change({ is: "waiting", words: verdict.words });
  }

  private drop(): void {
    this.turn++;
    this.timer?.();
    this.abort?.abort();
    const line = this.line;
    this.timer = this.abort = this.line = null;
    line?.close();
  }

  private change(state: LinkState): void {
    this.state = state;
    this.tell(state);
  }
}

const gone = "The server does not answer.";
const slow: Verdict = { words: "The server is slow to answer.", pause: 0 };

/** What a close code of the screen socket means for people. */
export function ofClose(code: number): Verdict {
  switch (code) {
    case 4400:
      return { words: "The server did not understand this viewer.", pause: LONG_PAUSE };
    case 4404:
      return { words: "The desktop's screen went away.", pause: 0 };
    case 4413:
      return { words: "What was pasted is too large.", pause: 0 };
    case 4507:
      return { words: "The server's disk is full: make space on it.", pause: LONG_PAUSE };
    case 1011:
      return { words: "The server failed; its log file says why.", pause: 1_000 };
    default:
      return { words: "The connection was lost.", pause: 0 };
  }
}

/** What a refused ticket means for people. */
export function ofError(error: unknown): Verdict {
  if (error instanceof Offline) return { words: gone, pause: 0 };
  if (!(error instanceof Refused)) return { words: "The connection failed.", pause: 0 };
  // What stands before a server says so when there is none behind it.
  if (error.code === "unknown" && error.status >= 502) return ofError(new Offline());
  switch (error.code) {
    case "no-desktop":
      return { words: "The desktop is not there yet.", pause: 500 };
    case "too-many-viewers":
      return { words: "Too many people are watching.", pause: LONG_PAUSE };
    case "no-token":
      return {
        words: "This browser is not signed in: open the address that the server printed.",
        pause: null,
      };
    case "no-such-desktop":
    case "unknown-session":
    case "unknown-agent":
    case "ended":
    case "closed":
      return { words: "This desktop is gone.", pause: null };
    default:
      return { words: error.message, pause: 1_000 };
  }
}
