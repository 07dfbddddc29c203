import { artifactPath, Offline, Refused } from "@/api/rest";
import { imageType, readText, TEXT_BYTES, type PreviewKind } from "./preview";

/** What of a file is shown. `whole` is false when there is more of it. */
export type Contents =
  | { kind: "text"; text: string; whole: boolean }
  | { kind: "image"; blob: Blob }
  | { kind: "none"; why: string };

export async function load(
  session: string,
  name: string,
  kind: PreviewKind,
  signal: AbortSignal,
): Promise<Contents> {
  if (kind === "none") return { kind, why: "There is no preview of files like this." };
  const response = await fetch(artifactPath(session, name), {
    signal,
    credentials: "same-origin",
  }).catch((e: unknown) => {
    if (signal.aborted) throw e;
    throw new Offline();
  });
  if (!response.ok) {
    const problem = (await response.json().catch(() => ({}))) as { code?: string; detail?: string };
    throw new Refused(
      problem.code ?? "unknown",
      response.status,
      problem.detail ?? `The server answered ${response.status}.`,
    );
  }
  if (kind === "text") {
    const { bytes, whole } = await beginning(response);
    const text = readText(bytes);
    return text === null
      ? { kind: "none", why: "This file says that it is text, and is not." }
      : { kind, text, whole };
  }
  const bytes = new Uint8Array(await response.arrayBuffer());
  const type = imageType(bytes);
  return type === null
    ? { kind: "none", why: "This file says that it is a picture, and is none that can be shown." }
    : { kind, blob: new Blob([bytes], { type }) };
}

/** As much as is shown; the rest is not fetched. */
async function beginning(response: Response): Promise<{ bytes: Uint8Array; whole: boolean }> {
  const reader = response.body!.getReader();
  const kept = new Uint8Array(TEXT_BYTES);
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { bytes: kept.subarray(0, length), whole: true };
    const room = TEXT_BYTES - length;
    kept.set(value.subarray(0, room), length);
    length += Math.min(room, value.length);
    if (value.length > room) {
      void reader.cancel();
      return { bytes: kept, whole: false };
    }
  }
}
