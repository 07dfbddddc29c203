/** What is read for the replay at the same time. */
const AT_ONCE = 4;

/** Bytes that are kept to go back to. */
const KEPT_BYTES = 96 * 1024 * 1024;

/** What could not be read is left alone for so long. */
const LEFT_ALONE_MILLIS = 10_000;

type Loaded<T> = { value: T; bytes: number };

/**
 * Reads what the replay shows, by name. Whoever shows something says what it wants, the most urgent first; what nobody
 * wants any more is not waited for.
 */
export class Loader<T> {
  private readonly loaded = new Map<string, Loaded<T>>();
  private readonly broken = new Map<string, number>();
  private readonly running = new Map<string, AbortController>();
  private readonly wishes = new Map<string, readonly string[]>();
  private readonly listeners = new Set<() => void>();
  private bytes = 0;
  private readonly load: (key: string, signal: AbortSignal) => Promise<Loaded<T>>;
  private readonly dispose: (value: T) => void;

  constructor(
    load: (key: string, signal: AbortSignal) => Promise<Loaded<T>>,
    dispose: (value: T) => void = () => {},
  ) {
    this.load = load;
    this.dispose = dispose;
  }

  get(key: string): T | undefined {
    const found = this.loaded.get(key);
    if (found === undefined) return undefined;
    this.loaded.delete(key);
    this.loaded.set(key, found);
    return found.value;
  }

  /** True when it could not be read a moment ago. */
  failed(key: string): boolean {
    return Date.now() - (this.broken.get(key) ?? -Infinity) < LEFT_ALONE_MILLIS;
  }

  want(owner: string, keys: readonly string[]): void {
    const before = this.wishes.get(owner);
    if (before !== undefined && before.join() === keys.join()) return;
    this.wishes.set(owner, keys);
    const wanted = new Set([...this.wishes.values()].flat());
    for (const [key, controller] of this.running) if (!wanted.has(key)) controller.abort();
    this.next();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  close(): void {
    this.wishes.clear();
    this.running.forEach((controller) => controller.abort());
    this.loaded.forEach((it) => this.dispose(it.value));
    this.loaded.clear();
    this.bytes = 0;
  }

  private next(): void {
    const lists = [...this.wishes.values()];
    const most = Math.max(0, ...lists.map((it) => it.length));
    for (let rank = 0; rank < most; rank++) {
      for (const list of lists) {
        const key = list[rank];
        if (this.running.size >= AT_ONCE) return;
        if (key !== undefined && !this.has(key)) void this.begin(key);
      }
    }
  }

  private has(key: string): boolean {
    return this.loaded.has(key) || this.running.has(key) || this.failed(key);
  }

  private async begin(key: string): Promise<void> {
    const controller = new AbortController();
    this.running.set(key, controller);
    try {
      const found = await this.load(key, controller.signal);
      if (controller.signal.aborted) return this.dispose(found.value);
      this.loaded.set(key, found);
      this.bytes += found.bytes;
      this.makeRoom();
    } catch {
      if (!controller.signal.aborted) this.broken.set(key, Date.now());
    } finally {
      this.running.delete(key);
      this.next();
      this.listeners.forEach((listener) => listener());
    }
  }

  private makeRoom(): void {
    const wanted = new Set([...this.wishes.values()].flat());
    for (const [key, one] of this.loaded) {
      if (this.bytes <= KEPT_BYTES) return;
      if (wanted.has(key)) continue;
      this.loaded.delete(key);
      this.bytes -= one.bytes;
      this.dispose(one.value);
    }
  }
}
