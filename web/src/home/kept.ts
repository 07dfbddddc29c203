/** What this browser keeps between visits. Storage may be full or forbidden: then nothing is kept, and nothing breaks. */
export function kept<T>(key: string, read: (value: unknown) => T): T {
  try {
    const text = localStorage.getItem(key);
    return read(text === null ? null : JSON.parse(text));
  } catch {
    return read(null);
  }
}

export function keep(key: string, value: unknown): void {
  try {
    if (value === null || value === "") localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Typing goes on without it.
  }
}
