import { createContext, useContext, useEffect, useMemo, useSyncExternalStore } from "react";
import { live, type Connection } from "@/api/live";
import { get, sessionPath } from "@/api/rest";
import type { Entry } from "@/event/event";
import { SessionFold } from "./fold";

/** As many facts as the server gives at once. */
const PAGE = 10_000;

/** One session, followed for as long as somebody on this page looks at it. */
export class SessionStore {
  readonly id: string;
  readonly fold = new SessionFold();
  connection: Connection = "connecting";
  /** Why the session cannot be shown; null while it can. */
  refused: string | null = null;
  private target = Infinity;
  private version = 0;
  private readonly listeners = new Set<() => void>();

  constructor(id: string) {
    this.id = id;
  }

  /** False until everything that had happened when the page was opened is there. */
  get loaded(): boolean {
    return this.fold.seq >= this.target;
  }

  /** Begins to follow the stream; the answer ends that. What is long past comes in pages, the rest as it happens. */
  start(): () => void {
    const stopping = new AbortController();
    let leave = () => {};
    void this.catchUp(stopping.signal).then(() => {
      if (!stopping.signal.aborted) leave = this.follow();
    });
    return () => {
      stopping.abort();
      leave();
    };
  }

  /** Reads what there is by the page: fifty thousand facts are five answers instead of as many messages. */
  private async catchUp(signal: AbortSignal): Promise<void> {
    try {
      for (let full = true; full && !signal.aborted;) {
        const path = sessionPath(this.id, "events") + `?after=${this.fold.seq}&limit=${PAGE}`;
        const { items } = await get<{ items: Entry[] }>(path, signal);
        if (signal.aborted) return;
        items.forEach((entry) => this.fold.apply(entry));
        full = items.length === PAGE;
        if (items.length > 0) this.changed();
      }
    } catch {
      // Whatever it was, the live stream says it, and goes on trying when it was the network.
    }
  }

  private follow(): () => void {
    return live.follow(this.id, this.fold.seq, {
      entries: (entries) => {
        entries.forEach((entry) => this.fold.apply(entry));
        this.changed();
      },
      delta: (delta) => {
        if (this.fold.stream(delta)) this.changed();
      },
      joined: (seq) => {
        this.target = Math.min(this.target, seq);
        this.changed();
      },
      connection: (state) => {
        this.connection = state;
        this.changed();
      },
      refused: (words) => {
        this.refused = words;
        this.changed();
      },
    });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly current = (): number => this.version;

  private changed(): void {
    this.version++;
    this.listeners.forEach((listener) => listener());
  }
}

const SessionContext = createContext<SessionStore | null>(null);

/** Hands the store of the session on screen to everything below it. */
export const SessionProvider = SessionContext.Provider;

/** Opens a session's store and follows it while the component is there. */
export function useSessionStore(id: string): SessionStore {
  const store = useMemo(() => new SessionStore(id), [id]);
  useEffect(() => store.start(), [store]);
  return store;
}

/**
 * What `select` reads of the session on screen; draws again when the answer is another one. So `select` answers with a
 * plain value or something that the fold keeps: a fresh object each time would be drawn for every fact.
 */
export function useSession<T>(select: (fold: SessionFold, store: SessionStore) => T): T {
  const store = useContext(SessionContext);
  if (store === null) throw new Error("useSession outside of a session");
  return useSyncExternalStore(store.subscribe, () => select(store.fold, store));
}

/** Draws again with every batch of facts; for what reads lists that grow in place. */
export function useEveryFact(): SessionStore {
  const store = useContext(SessionContext);
  if (store === null) throw new Error("useEveryFact outside of a session");
  useSyncExternalStore(store.subscribe, store.current);
  return store;
}
