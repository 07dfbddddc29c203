import type { Entry, Standing } from "@/event/event";

/** An agent's word that its task is done, and what a check of it came to; null while nobody has said. */
export type Round = {
  seq: number;
  at: string;
  agent: string;
  result: string;
  evidence: string;
  artifacts: string[];
  verdict: { at: string; standing: Standing; reason: string } | null;
};

const NONE: readonly Round[] = [];

/** The rounds of claiming and checking of each task, in order; lists are replaced, never changed. */
export class Rounds {
  private readonly byTask = new Map<string, readonly Round[]>();

  of(task: string): readonly Round[] {
    return this.byTask.get(task) ?? NONE;
  }

  apply(entry: Entry): void {
    if (entry.type === "task:claimed") {
      const { seq, at, agent, result, evidence, artifacts } = entry;
      const claim = { seq, at, agent, result, evidence, artifacts, verdict: null };
      this.byTask.set(entry.task, [...this.of(entry.task), claim]);
    } else if (entry.type === "task:checked") {
      const rounds = this.of(entry.task);
      const last = rounds.at(-1);
      if (last === undefined) return;
      const { at, standing, reason } = entry;
      this.byTask.set(entry.task, rounds.with(-1, { ...last, verdict: { at, standing, reason } }));
    }
  }

  /** Whether somebody looks at a claim just now. */
  isChecked(task: string): boolean {
    const last = this.of(task).at(-1);
    return last !== undefined && last.verdict === null;
  }
}
