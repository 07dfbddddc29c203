/** `842 ms`, `1.2 s`, `3:05`, `1:02:05`. */
export function duration(millis: number): string {
  if (millis < 999.5) return `${Math.max(0, Math.round(millis))} ms`;
  if (millis < 9_950) return `${(Math.round(millis / 100) / 10).toFixed(1)} s`;
  return clock(millis);
}

/** Time gone by, to the second: `0:09`, `3:05`, `1:02:05`. */
export function clock(millis: number): string {
  const seconds = Math.max(0, Math.floor(millis / 1_000));
  const [h, m, s] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  const tail = `${String(m).padStart(h > 0 ? 2 : 1, "0")}:${String(s).padStart(2, "0")}`;
  return h > 0 ? `${h}:${tail}` : tail;
}

const BYTES = ["B", "kB", "MB", "GB", "TB"];

/** `0 B`, `842 B`, `1.2 kB`, `34 MB`. */
export function bytes(count: number): string {
  let [value, unit] = [count, 0];
  while (value >= 999.5 && unit < BYTES.length - 1) {
    value /= 1_000;
    unit++;
  }
  return `${unit > 0 && value < 9.95 ? value.toFixed(1) : Math.round(value)} ${BYTES[unit]}`;
}

/** `842`, `1.2k`, `34k`, `1.2M`. */
export function count(value: number): string {
  if (value < 1_000) return String(value);
  const [scaled, unit] = value < 999_500 ? [value / 1_000, "k"] : [value / 1_000_000, "M"];
  return (scaled < 9.95 ? scaled.toFixed(1) : String(Math.round(scaled))) + unit;
}

/** `$12.30`, `$0.146`, `$0.0042`: never nothing for something. */
export function dollars(value: number): string {
  if (value >= 1) return `$${value.toFixed(2)}`;
  if (value >= 0.01) return `$${value.toFixed(3)}`;
  return value <= 0
    ? "$0"
    : `$${Number(Math.max(value, 0.000001).toPrecision(2)).toFixed(6).replace(/0+$/, "")}`;
}

/** `92%`; nearly all is never all. */
export function share(part: number, whole: number): string {
  const percent = Math.round((100 * part) / whole);
  return `${part < whole ? Math.min(99, percent) : percent}%`;
}

/** Every token, for whoever wants to know. */
export function tokens(input: number, output: number, cached: number): string {
  const [i, o, c] = [input, output, cached].map((n) => n.toLocaleString());
  return `${i} tokens in, ${c} of them from the cache; ${o} out`;
}

/** `1 step`, `2 steps`. */
export function plural(n: number, word: string): string {
  return `${n} ${word}${n === 1 ? "" : "s"}`;
}

/** `just now`, `4 min ago`, `3 h ago`, `yesterday`, or the date. */
export function ago(at: string, now: number): string {
  const minutes = Math.floor((now - Date.parse(at)) / 60_000);
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} min ago`;
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h ago`;
  if (minutes < 48 * 60) return "yesterday";
  return new Date(at).toLocaleDateString(undefined, {
    day: "numeric",
    month: "short",
    year: "numeric",
  });
}

/** `now`, `in 4 min`, `in 3 h`. */
export function ahead(at: string, now: number): string {
  const minutes = Math.ceil((Date.parse(at) - now) / 60_000);
  if (minutes < 1) return "now";
  return minutes < 60 ? `in ${minutes} min` : `in ${Math.round(minutes / 60)} h`;
}

/** The time of day, to the second. */
export function timeOfDay(at: string): string {
  return new Date(at).toLocaleTimeString(undefined, { hour12: false });
}

/** Date and time as a person reads it on hover. */
export function exactly(at: string): string {
  return new Date(at).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "medium" });
}
