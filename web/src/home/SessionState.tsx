import {
  CircleAlert,
  CircleCheck,
  CirclePause,
  CircleStop,
  CircleX,
  ListTodo,
  LoaderCircle,
  type LucideIcon,
} from "lucide-react";
import type { SessionStatus } from "@/session/view";
import { cn } from "@/ui/cn";

type Look = { word: string; icon: LucideIcon; colour: string; turns?: boolean };

const LOOKS: Record<SessionStatus, Look> = {
  planning: { word: "Planning", icon: ListTodo, colour: "text-primary" },
  review: { word: "Needs you", icon: CircleAlert, colour: "text-warning" },
  running: { word: "Running", icon: LoaderCircle, colour: "text-primary", turns: true },
  paused: { word: "Paused", icon: CirclePause, colour: "text-warning" },
  completed: { word: "Done", icon: CircleCheck, colour: "text-success" },
  failed: { word: "Failed", icon: CircleX, colour: "text-destructive" },
  stopped: { word: "Stopped", icon: CircleStop, colour: "text-muted-foreground" },
};

/** A session's state as icon and word. */
export function SessionState({ status, needsYou }: { status: SessionStatus; needsYou: boolean }) {
  const { word, icon: Icon, colour, turns } = LOOKS[needsYou ? "review" : status];
  return (
    <span className={cn("flex items-center gap-1.5 text-xs font-medium whitespace-nowrap", colour)}>
      <Icon
        aria-hidden
        className={cn("size-4", turns && "animate-spin [animation-duration:2.4s]")}
      />
      {word}
    </span>
  );
}
