import {
  Ban,
  Circle,
  CircleAlert,
  CircleCheck,
  CircleDot,
  CirclePause,
  CircleX,
  Eye,
  Hand,
} from "lucide-react";
import type { ComponentType } from "react";
import type { SessionStatus, TaskStatus } from "@/session/view";

type Look = { icon: ComponentType<{ className?: string }>; word: string; tone: string };

const ofTask: Record<TaskStatus, Look> = {
  completed: { icon: CircleCheck, word: "Completed", tone: "text-success" },
  failed: { icon: CircleX, word: "Failed", tone: "text-destructive" },
  cancelled: { icon: Ban, word: "Cancelled", tone: "text-muted-foreground" },
  assigned: { icon: CircleDot, word: "In work", tone: "text-primary" },
  pending: { icon: Circle, word: "Pending", tone: "text-muted-foreground" },
};

const ofSession: Record<SessionStatus, Look> = {
  completed: { icon: CircleCheck, word: "Completed", tone: "text-success" },
  failed: { icon: CircleAlert, word: "Failed", tone: "text-destructive" },
  stopped: { icon: Hand, word: "Stopped", tone: "text-warning" },
  planning: { icon: CircleDot, word: "Planning", tone: "text-primary" },
  review: { icon: Eye, word: "Waiting for you", tone: "text-warning" },
  running: { icon: CircleDot, word: "Running", tone: "text-primary" },
  paused: { icon: CirclePause, word: "Paused", tone: "text-warning" },
};

export function taskLook(status: TaskStatus): Look {
  return ofTask[status];
}

export function sessionLook(status: SessionStatus): Look {
  return ofSession[status];
}
