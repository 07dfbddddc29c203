import type { Task } from "@/whiteboard/whiteboard";
import { plural } from "@/ui/format";

/** What came of an agent's tasks, in one line; null when it had none. */
export type Ending = { words: string; bad: boolean };

export function ending(tasks: readonly Task[], agent: string): Ending | null {
  const own = tasks.filter((it) => it.agent === agent && !it.superseded);
  const failed = own.filter((it) => it.status === "failed");
  const completed = own.filter((it) => it.status === "completed").length;
  const [first] = failed;
  if (first !== undefined) {
    const which = failed.length === 1 ? first.id : plural(failed.length, "task");
    return { words: `${which} failed: ${first.reason ?? "no reason was given"}`, bad: true };
  }
  if (own.length === 0) return null;
  return { words: `${completed} of ${plural(own.length, "task")} completed`, bad: false };
}
