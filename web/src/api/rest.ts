/** What the server refuses, in words that a person can act on; `code` is for programs. */
export class Refused extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, status: number, detail: string) {
    super(detail);
    this.code = code;
    this.status = status;
  }
}

/** The server could not be reached at all. */
export class Offline extends Error {
  constructor() {
    super("The server does not answer. What you typed is kept: try again when it runs.");
  }
}

const listeners = new Set<(refused: Refused) => void>();

/** Hears of everything that the server refuses. */
export function onRefused(listener: (refused: Refused) => void): void {
  listeners.add(listener);
}

type Problem = { title?: string; status?: number; code?: string; detail?: string };

async function request(path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, { credentials: "same-origin", ...init });
  } catch (e) {
    if (e instanceof DOMException && e.name === "AbortError") throw e;
    throw new Offline();
  }
  if (response.ok) return response;
  const problem: Problem = await response.json().catch(() => ({}));
  const refused = new Refused(
    problem.code ?? "unknown",
    response.status,
    problem.detail ?? problem.title ?? `The server answered ${response.status}.`,
  );
  listeners.forEach((listener) => listener(refused));
  throw refused;
}

export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await request(path, { signal });
  return (await response.json()) as T;
}

/** Sends JSON (or a form with files) and reads the answer, which is null when there is none. */
export async function send<T>(
  method: "POST" | "PUT" | "DELETE",
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<T> {
  const form = body instanceof FormData;
  const response = await request(path, {
    method,
    headers: body === undefined || form ? {} : { "Content-Type": "application/json" },
    body: body === undefined ? undefined : form ? body : JSON.stringify(body),
    signal,
  });
  const text = await response.text();
  return (text === "" ? null : JSON.parse(text)) as T;
}

/** Words for whatever went wrong. */
export function told(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** `/api/sessions/...` with each part escaped. */
export function sessionPath(session: string, ...parts: string[]): string {
  return ["/api/sessions", session, ...parts.map(encodeURIComponent)].join("/");
}

/** A name with slashes stays a path, each of its parts escaped. */
export function artifactPath(session: string, name: string): string {
  return (
    sessionPath(session, "artifacts") + "/" + name.split("/").map(encodeURIComponent).join("/")
  );
}
