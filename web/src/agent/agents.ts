import type { Size } from "@/desktop/action";
import type { Entry } from "@/event/event";
import type { Orders } from "@/session/orders";
import { agentHasEnded, type AgentStatus, type AgentView } from "@/session/view";

/** An agent as the facts tell it: what people see, and of its desktop what the screen needs. */
export type Agent = Omit<AgentView, "usage"> & {
  /** The size of the desktop's screen; of pictures, too, as long as no smaller ones are sent to the model. */
  size: Size | null;
  kind: string | null;
  /** The last picture it saw: the number of that fact and the picture's hash. */
  seen: { seq: number; at: string; picture: string; size: Size } | null;
  /** When a person's hold on the seat began, and how long it lasts without input. */
  held: { since: string; quietSeconds: number } | null;
  startedAt: string;
  endedAt: string | null;
};

/** Agents in the order in which they started; replaced, never changed. */
export class Agents {
  private readonly byId = new Map<string, Agent>();
  private readonly orders: Orders;
  private list: Agent[] | null = null;

  constructor(orders: Orders) {
    this.orders = orders;
  }

  /** Takes the next fact, which the orders have taken before. */
  apply(entry: Entry): void {
    this.list = null;
    switch (entry.type) {
      case "agent:started":
        this.byId.set(entry.agent, started(entry.agent, entry.name, entry.at));
        return;
      case "task:assigned":
        return this.change(entry.agent, (it) => ({
          status: it.desktop === null ? "starting" : "acting",
          task: entry.task,
        }));
      case "task:completed":
        return this.change(entry.agent, free);
      case "task:failed":
      case "task:cancelled":
        for (const agent of this.byId.values()) {
          if (agent.task === entry.task) this.change(agent.id, free);
        }
        return;
      case "desktop:ready":
        return this.change(entry.agent, (it) => ({
          status: it.task === null ? "waiting" : "acting",
          desktop: entry.desktop,
          kind: entry.kind,
          size: entry.size,
        }));
      case "desktop:lost":
        return this.change(entry.agent, () => ({ status: "starting", desktop: null }));
      case "model:asked":
        return this.change(entry.agent, () => ({ status: "thinking" }));
      case "agent:reasoning":
        return this.change(entry.agent, () => ({ status: "acting" }));
      case "screen:seen":
        return this.change(entry.agent, () => ({
          seen: { seq: entry.seq, at: entry.at, picture: entry.picture, size: entry.size },
        }));
      case "seat:taken":
        return this.change(entry.agent, () => ({
          holder: entry.holder === "human" ? "human" : "agent",
          held: { since: entry.at, quietSeconds: entry.quietSeconds },
        }));
      case "seat:returned":
        return this.change(entry.agent, () => ({ holder: "agent", held: null }));
      case "agent:terminated":
        return this.change(entry.agent, () => ({
          status: ending(entry.status),
          task: null,
          desktop: null,
          holder: "agent",
          held: null,
          reason: entry.reason === "" ? null : entry.reason,
          endedAt: entry.at,
        }));
      default:
        return;
    }
  }

  /** As people should see them: one that is held up by a person is not at work. */
  all(): Agent[] {
    return (this.list ??= [...this.byId.values()].map((agent) => {
      if (agentHasEnded(agent.status)) return agent;
      if (this.orders.isPaused(agent.id)) return { ...agent, status: "paused" };
      return this.orders.asks(agent.id) ? { ...agent, status: "waiting" } : agent;
    }));
  }

  private change(id: string | null, how: (agent: Agent) => Partial<Agent>): void {
    const agent = id === null ? undefined : this.byId.get(id);
    if (agent !== undefined) this.byId.set(agent.id, { ...agent, ...how(agent) });
  }
}

function started(id: string, name: string, at: string): Agent {
  return {
    id,
    name,
    status: "starting",
    task: null,
    desktop: null,
    holder: "agent",
    reason: null,
    size: null,
    kind: null,
    seen: null,
    held: null,
    startedAt: at,
    endedAt: null,
  };
}

function free(agent: Agent): Partial<Agent> {
  return { status: agent.desktop === null ? "starting" : "waiting", task: null };
}

function ending(word: string): AgentStatus {
  return word === "done" || word === "stopped" ? word : "failed";
}
