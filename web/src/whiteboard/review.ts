import type { PlannedTask } from "@/event/event";

/** A task of a plan while a person edits it. `key` stays the same for as long as it is there; a new one has no `id`. */
export type Draft = {
  key: string;
  id: string | null;
  description: string;
  /** How anybody can tell that it is done; empty when nobody has said. */
  done: string;
  dependsOn: string[];
};

export type Edit =
  | { type: "write"; key: string; description: string }
  | { type: "judge"; key: string; done: string }
  | { type: "add" }
  | { type: "drop"; key: string }
  | { type: "move"; key: string; by: -1 | 1 }
  | { type: "place"; key: string; before: string | null }
  | { type: "depend"; key: string; on: string }
  | { type: "reset"; drafts: Draft[] };

/** Tasks as they stand in the log, to be edited. */
export function drafts(
  tasks: readonly {
    id: string;
    description: string;
    done: string | null;
    dependsOn: readonly string[];
  }[],
): Draft[] {
  return tasks.map((task) => ({
    key: task.id,
    id: task.id,
    description: task.description,
    done: task.done ?? "",
    dependsOn: [...task.dependsOn],
  }));
}

/** The plan after an edit. Whatever is dropped, nothing depends on it any more. */
export function edited(plan: Draft[], edit: Edit): Draft[] {
  switch (edit.type) {
    case "write":
      return change(plan, edit.key, (it) => ({ ...it, description: edit.description }));
    case "judge":
      return change(plan, edit.key, (it) => ({ ...it, done: edit.done }));
    case "add":
      return [...plan, { key: fresh(plan), id: null, description: "", done: "", dependsOn: [] }];
    case "drop":
      return plan
        .filter((it) => it.key !== edit.key)
        .map((it) =>
          it.dependsOn.includes(edit.key)
            ? { ...it, dependsOn: it.dependsOn.filter((on) => on !== edit.key) }
            : it,
        );
    case "move": {
      const from = plan.findIndex((it) => it.key === edit.key);
      const to = from + edit.by;
      if (from < 0 || to < 0 || to >= plan.length) return plan;
      return plan.with(from, plan[to]!).with(to, plan[from]!);
    }
    case "place": {
      const moved = plan.find((it) => it.key === edit.key);
      if (moved === undefined || edit.before === edit.key) return plan;
      const rest = plan.filter((it) => it !== moved);
      const at =
        edit.before === null ? rest.length : rest.findIndex((it) => it.key === edit.before);
      return rest.toSpliced(at < 0 ? rest.length : at, 0, moved);
    }
    case "depend":
      return change(plan, edit.key, (it) => ({
        ...it,
        dependsOn: it.dependsOn.includes(edit.on)
          ? it.dependsOn.filter((on) => on !== edit.on)
          : [...it.dependsOn, edit.on],
      }));
    case "reset":
      return edit.drafts;
  }
}

function change(plan: Draft[], key: string, how: (draft: Draft) => Draft): Draft[] {
  return plan.map((it) => (it.key === key ? how(it) : it));
}

function fresh(plan: Draft[]): string {
  for (let n = 1; ; n++) {
    if (!plan.some((it) => it.key === `new-${n}`)) return `new-${n}`;
  }
}

/** Whether anything differs from what the server has. */
export function differs(plan: Draft[], from: Draft[]): boolean {
  const text = (drafts: Draft[]) =>
    JSON.stringify(
      drafts.map((it) => [it.id, it.description.trim(), it.done.trim(), [...it.dependsOn].sort()]),
    );
  return text(plan) !== text(from);
}

/** What may not be waited for by a task: itself, and all that wait for it already, also by way of others. */
export function waitingFor(plan: Draft[], key: string): Set<string> {
  const waiting = new Set([key]);
  for (let grew = true; grew;) {
    grew = false;
    for (const task of plan) {
      if (!waiting.has(task.key) && task.dependsOn.some((on) => waiting.has(on))) {
        waiting.add(task.key);
        grew = true;
      }
    }
  }
  return waiting;
}

/** As `PUT .../plan` wants it: a new task is named by its place. */
export function request(plan: Draft[]): { tasks: (Partial<PlannedTask> & { id?: string })[] } {
  const name = (key: string) => {
    const at = plan.findIndex((it) => it.key === key);
    return plan[at]?.id ?? `#${at + 1}`;
  };
  return {
    tasks: plan.map((it) => ({
      ...(it.id === null ? {} : { id: it.id }),
      description: it.description.trim(),
      done: it.done.trim(),
      dependsOn: it.dependsOn.map(name),
    })),
  };
}

/** What is wrong with a plan before the server is asked; null when nothing is. */
export function wrong(plan: Draft[]): string | null {
  if (plan.length === 0) return "A plan needs at least one task.";
  const empty = plan.findIndex((it) => it.description.trim() === "");
  return empty < 0 ? null : `Say what task ${empty + 1} is, or remove it.`;
}
