import { clock } from "@/ui/format";

/** How far into a session: to the second, and in short ones to the tenth. */
export function offset(millis: number, length: number): string {
  const tenths = length < 120_000 ? `.${Math.floor((Math.max(0, millis) % 1_000) / 100)}` : "";
  return clock(millis) + tenths;
}

/** The same in words, for who hears it. */
export function spoken(millis: number): string {
  const seconds = Math.max(0, Math.round(millis / 1_000));
  const [h, m, s] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  const part = (n: number, word: string) => (n === 0 ? [] : [`${n} ${word}${n === 1 ? "" : "s"}`]);
  const parts = [...part(h, "hour"), ...part(m, "minute"), ...part(s, "second")];
  return parts.length === 0 ? "the beginning" : parts.join(" ");
}
