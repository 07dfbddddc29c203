import type { Task } from "./whiteboard";

/** `2 pending · 1 in work · 3 done`, without what there is none of. */
export function counts(tasks: readonly Pick<Task, "status">[], ended: boolean): string {
  const of = (status: Task["status"]) => tasks.filter((it) => it.status === status).length;
  const parts: [number, string][] = [
    [of("pending"), "pending"],
    [of("assigned"), "in work"],
    [of("completed"), "done"],
    [of("failed"), "failed"],
    [of("cancelled"), "cancelled"],
  ];
  const said = parts.filter(([n]) => n > 0).map(([n, word]) => `${n} ${word}`);
  if (said.length > 0) return said.join(" · ");
  return ended ? "no tasks" : "no tasks yet";
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
