import {
  Check,
  CirclePause,
  CircleX,
  Clock,
  Hand,
  LoaderCircle,
  MousePointer2,
  Octagon,
  Sparkles,
  User,
  type LucideIcon,
} from "lucide-react";
import type { Agent } from "@/agent/agents";
import { useSession } from "@/session/store";
import { ending } from "./ending";

/** How an agent's state is shown: never by colour alone. */
export type Shown = { word: string; icon: LucideIcon; tone: string; spins?: boolean };

/** `needed`: it asks a person for something, and waits; `failed`: a task of its own did. */
export function shown(
  agent: Pick<Agent, "status" | "holder">,
  needed: boolean,
  failed: boolean,
): Shown {
  if (needed) return { word: "waiting for you", icon: Hand, tone: "text-warning" };
  if (agent.holder === "human") {
    return { word: "held by a person", icon: User, tone: "text-accent-foreground" };
  }
  switch (agent.status) {
    case "starting":
      return { word: "starting", icon: LoaderCircle, tone: "text-muted-foreground", spins: true };
    case "thinking":
      return { word: "thinking", icon: Sparkles, tone: "text-primary" };
    case "acting":
      return { word: "acting", icon: MousePointer2, tone: "text-primary" };
    case "waiting":
      return { word: "waiting", icon: Clock, tone: "text-muted-foreground" };
    case "paused":
      return { word: "paused", icon: CirclePause, tone: "text-warning" };
    case "done":
      if (failed) return { word: "task failed", icon: CircleX, tone: "text-destructive" };
      return { word: "done", icon: Check, tone: "text-success" };
    case "failed":
      return { word: "failed", icon: CircleX, tone: "text-destructive" };
    case "stopped":
      return { word: "stopped", icon: Octagon, tone: "text-muted-foreground" };
  }
}

/** How that agent of the session on screen is shown now. */
export function useShown(agent: Agent): Shown & { needed: boolean } {
  const needed = useSession((fold) => fold.orders.asks(agent.id));
  const failed = useSession((fold) => ending(fold.whiteboard.tasks(), agent.id)?.bad === true);
  return { needed, ...shown(agent, needed, failed) };
}
