import type { Entry, PlannedTask } from "@/event/event";
import type { TaskView } from "@/session/view";

/** A task, and when it was begun and ended; `endedSeq` is the number of the fact that ended it. */
export type Task = TaskView & {
  attempts: number;
  startedAt: string | null;
  endedAt: string | null;
  endedSeq: number | null;
};

/** The shared TODOs as a fold over the facts; the order is that of the plan. Tasks are replaced, never changed. */
export class Whiteboard {
  private readonly byId = new Map<string, Task>();
  private list: Task[] | null = null;

  tasks(): Task[] {
    return (this.list ??= [...this.byId.values()]);
  }

  task(id: string | null): Task | undefined {
    return id === null ? undefined : this.byId.get(id);
  }

  apply(entry: Entry): void {
    switch (entry.type) {
      case "task:created":
        return this.add(entry);
      case "plan:changed": {
        if (entry.tasks.length === 0) return;
        // What failed is superseded by new tasks, not by those that were there.
        const isNew = entry.tasks.some((it) => !this.byId.has(it.task));
        for (const task of this.tasks()) {
          if (task.status === "pending" && task.attempts === 0) this.byId.delete(task.id);
        }
        entry.tasks.forEach((it) => this.add(it));
        if (isNew) entry.failed?.forEach((it) => this.change(it, { superseded: true }));
        return;
      }
      case "task:assigned":
        return this.change(entry.task, {
          status: "assigned",
          agent: entry.agent,
          attempts: entry.attempt,
          startedAt: entry.at,
          checked: null,
        });
      case "task:checked":
        return this.change(entry.task, { checked: entry.reason });
      case "task:completed":
        return this.change(entry.task, {
          status: "completed",
          agent: entry.agent,
          result: entry.result,
          standing: entry.standing ?? "claimed",
          verified: entry.standing === "verified",
          endedAt: entry.at,
          endedSeq: entry.seq,
        });
      case "task:failed":
        return this.change(entry.task, {
          status: "failed",
          agent: entry.agent ?? this.byId.get(entry.task)?.agent ?? null,
          reason: entry.reason,
          endedAt: entry.at,
          endedSeq: entry.seq,
        });
      case "task:cancelled":
        return this.change(entry.task, {
          status: "cancelled",
          reason: entry.reason,
          endedAt: entry.at,
          endedSeq: entry.seq,
        });
      case "agent:terminated":
        for (const task of this.tasks()) {
          if (task.status === "assigned" && task.agent === entry.agent) {
            this.change(task.id, { status: "pending", startedAt: null, checked: null });
          }
        }
        return;
      default:
        return;
    }
  }

  private add({ task: id, description, dependsOn, done }: PlannedTask): void {
    this.list = null;
    this.byId.set(id, {
      id,
      description,
      dependsOn,
      done: done ?? null,
      status: "pending",
      agent: null,
      result: null,
      reason: null,
      verified: false,
      standing: null,
      checked: null,
      superseded: false,
      attempts: 0,
      startedAt: null,
      endedAt: null,
      endedSeq: null,
    });
  }

  private change(id: string, to: Partial<Task>): void {
    const task = this.byId.get(id);
    if (task === undefined) return;
    this.list = null;
    this.byId.set(id, { ...task, ...to });
  }
}
