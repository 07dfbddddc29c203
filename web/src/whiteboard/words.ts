import type { Standing } from "@/event/event";
import type { Task } from "./whiteboard";

/** `2 pending · 1 in work · 3 verified`, without what there is none of. */
export function counts(
  tasks: readonly Pick<Task, "status" | "standing" | "superseded">[],
  ended: boolean,
): string {
  const of = (status: Task["status"]) => tasks.filter((it) => it.status === status).length;
  const found = standings(tasks);
  const replaced = tasks.filter((it) => it.superseded).length;
  const parts: [number, string][] = [
    [of("pending"), "pending"],
    [of("assigned"), "in work"],
    [found.verified, "verified"],
    [found.claimed, "claimed"],
    [found.disputed, "disputed"],
    [of("failed") - replaced, "failed"],
    [replaced, "replaced"],
    [of("cancelled"), "cancelled"],
  ];
  const said = parts.filter(([n]) => n > 0).map(([n, word]) => `${n} ${word}`);
  if (said.length > 0) return said.join(" · ");
  return ended ? "no tasks" : "no tasks yet";
}

/** How many completed tasks there are of each standing. */
export function standings(
  tasks: readonly Pick<Task, "status" | "standing">[],
): Record<Standing, number> {
  const done = tasks.filter((it) => it.status === "completed");
  const of = (standing: Standing) =>
    done.filter((it) => (it.standing ?? "claimed") === standing).length;
  return { verified: of("verified"), claimed: of("claimed"), disputed: of("disputed") };
}

/** `t3` is task 3 to people. */
export function number(task: string): string {
  return /^t(\d+)$/.exec(task)?.[1] ?? task;
}

/** `after 1 and 2`; empty when it waits for none. */
export function after(dependsOn: readonly string[]): string {
  if (dependsOn.length === 0) return "";
  const names = dependsOn.map(number);
  const last = names.pop();
  return names.length === 0 ? `after ${last}` : `after ${names.join(", ")} and ${last}`;
}

/** What of its dependencies a pending task still waits for. */
export function blockers(task: Task, tasks: readonly Task[]): string[] {
  if (task.status !== "pending") return [];
  return task.dependsOn.filter((id) => tasks.find((it) => it.id === id)?.status !== "completed");
}
