import type { Agent } from "@/agent/agents";
import { useEveryFact } from "@/session/store";
import { cn } from "@/ui/cn";
import { ending } from "./ending";

/** What came of it, in one line. */
export function EndedAs({ agent }: { agent: Agent }) {
  const { fold } = useEveryFact();
  const came = ending(fold.whiteboard.tasks(), agent.id);
  const words = agent.status === "failed" ? (agent.reason ?? came?.words) : came?.words;
  return (
    <span
      title={words}
      className={cn(
        "min-w-0 flex-1 truncate text-xs",
        came?.bad || agent.status === "failed" ? "text-destructive" : "text-muted-foreground",
      )}
    >
      {words ?? agent.reason}
    </span>
  );
}
