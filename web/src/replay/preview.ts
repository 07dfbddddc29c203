/** How a file out of a desktop may be shown. Its name, type and bytes are whatever somebody wanted them to be. */
export type PreviewKind = "text" | "image" | "none";

/** Bytes of a text that are shown. */
export const TEXT_BYTES = 64 * 1024;

/** A picture larger than this is for downloading: it would be held in memory as a whole. */
export const IMAGE_BYTES = 16 * 1024 * 1024;

/** The only types that are drawn; markup of any kind (SVG, HTML) is shown as its source. */
const IMAGES = ["image/png", "image/jpeg", "image/gif", "image/webp"];

const TEXTS = new Set(
  (
    "application/json application/ld+json application/xml application/javascript application/x-sh " +
    "application/x-yaml application/yaml application/toml application/sql application/x-ndjson image/svg+xml"
  ).split(" "),
);

const TEXT_ENDINGS = new Set(
  (
    "txt md markdown csv tsv json jsonl ndjson xml html htm xhtml svg css js mjs ts tsx jsx py rb sh bash zsh pl php c h " +
    "cc cpp hpp rs go java kt swift sql yaml yml toml ini cfg conf env log diff patch tex rst org srt vtt ics eml"
  ).split(" "),
);

export function previewKind(name: string, type: string, size: number): PreviewKind {
  const media = type.split(";")[0]!.trim().toLowerCase();
  if (IMAGES.includes(media)) return size > 0 && size <= IMAGE_BYTES ? "image" : "none";
  if (media.startsWith("text/") || TEXTS.has(media)) return "text";
  const unknown = media === "" || media === "application/octet-stream";
  return unknown && TEXT_ENDINGS.has(ending(name)) ? "text" : "none";
}

/** What kind of picture the bytes are, by how they begin; null when they are none that is drawn. */
export function imageType(head: Uint8Array): string | null {
  const begins = (at: number, ...bytes: number[]) =>
    bytes.every((byte, i) => head[at + i] === byte);
  if (begins(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return "image/png";
  if (begins(0, 0xff, 0xd8, 0xff)) return "image/jpeg";
  if (begins(0, 0x47, 0x49, 0x46, 0x38)) return "image/gif";
  if (begins(0, 0x52, 0x49, 0x46, 0x46) && begins(8, 0x57, 0x45, 0x42, 0x50)) return "image/webp";
  return null;
}

/** The beginning of a file as text; null when it is no text. */
export function readText(bytes: Uint8Array): string | null {
  if (bytes.includes(0)) return null;
  const text = new TextDecoder().decode(bytes).replaceAll("\r\n", "\n");
  // A character cut in two at the end is no sign of anything.
  const strange = [...text.slice(0, -1)].filter((it) => it === "\ufffd").length;
  return strange > text.length / 50 ? null : text.replace(/\ufffd$/, "");
}

/** The last part of a name, as which it is saved. */
export function lastPart(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1);
}

export function ending(name: string): string {
  const last = lastPart(name);
  return last.includes(".") ? last.slice(last.lastIndexOf(".") + 1).toLowerCase() : "";
}
