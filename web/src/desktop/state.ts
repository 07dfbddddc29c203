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

/** How an agent's state is shown: never by colour alone. */
export type Shown = { word: string; icon: LucideIcon; tone: string; spins?: boolean };

/** `needed`: it asks a person for something, and waits. */
export function shown(agent: Pick<Agent, "status" | "holder">, needed: boolean): Shown {
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
      return { word: "done", icon: Check, tone: "text-success" };
    case "failed":
      return { word: "failed", icon: CircleX, tone: "text-destructive" };
    case "stopped":
      return { word: "stopped", icon: Octagon, tone: "text-muted-foreground" };
  }
}

/** `a3` is 3. */
export function numberOf(agent: string, index: number): number {
  const digits = /\d+$/.exec(agent);
  return digits === null ? index + 1 : Number(digits[0]);
}
