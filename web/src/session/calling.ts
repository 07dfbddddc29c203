import type { SessionStatus } from "./view";

/** As much of a prompt as a browser's tab shows. */
const TITLE = 60;

/** The page's title: first what a person should know who looks at many tabs. */
export function title(prompt: string, status: SessionStatus, waiting: number): string {
  const line = prompt.replace(/\s+/g, " ").trim();
  const short = line.length > TITLE ? line.slice(0, TITLE - 1) + "…" : line;
  const what = short === "" ? "Manyhands" : `${short} · Manyhands`;
  if (waiting > 0) return `(${waiting}) needs you · ${what}`;
  switch (status) {
    case "completed":
      return `✓ ${what}`;
    case "failed":
    case "stopped":
      return `✗ ${what}`;
    case "paused":
      return `⏸ ${what}`;
    case "planning":
    case "review":
    case "running":
      return what;
  }
}

/** What to tell somebody who is not looking; null when nothing has to be said. `who` asks for something. */
export function call(status: SessionStatus, who: string): string | null {
  if (who !== "") return `${who} needs you`;
  switch (status) {
    case "review":
      return "The plan waits for you";
    case "completed":
      return "Done: all tasks completed";
    case "failed":
      return "Ended: some tasks failed";
    case "planning":
    case "running":
    case "paused":
    case "stopped":
      return null;
  }
}
