import type { AgentView } from "./view";

/** Who has read a message: of those it is for, the agents whose model was asked after it was written. */
export function readBy(
  message: { seq: number; agent: string | null },
  agents: readonly Pick<AgentView, "id" | "status">[],
  asked: ReadonlyMap<string, number>,
): string[] {
  return agents
    .filter((it) => message.agent === null || message.agent === it.id)
    .filter((it) => (asked.get(it.id) ?? 0) > message.seq)
    .map((it) => it.id);
}
