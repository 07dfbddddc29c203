const ISO = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?$/;

/** An ISO 8601 duration in milliseconds; null for what is none, and for days and more, which the server does not write. */
export function millis(iso: string): number | null {
  const parts = ISO.exec(iso);
  if (parts === null) return null;
  const [h, m, s] = parts.slice(1).map((it) => Number(it ?? 0));
  return ((h! * 60 + m!) * 60 + s!) * 1_000;
}

/** `PT1H30M` is 1 h 30 min; what cannot be read stays as it is. */
export function inWords(iso: string): string {
  const all = millis(iso);
  if (all === null) return iso;
  const seconds = Math.round(all / 1_000);
  const [h, m, s] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  const words = [h > 0 ? `${h} h` : "", m > 0 ? `${m} min` : "", s > 0 ? `${s} s` : ""];
  return words.filter((it) => it !== "").join(" ") || "0 s";
}
