import { CircleAlert, CircleCheck, CircleDot, CirclePause, Eye, Hand } from "lucide-react";
import type { ComponentType } from "react";
import type { SessionStatus } from "@/session/view";

type Look = { icon: ComponentType<{ className?: string }>; word: string; tone: string };

const ofSession: Record<SessionStatus, Look> = {
  completed: { icon: CircleCheck, word: "Completed", tone: "text-success" },
  failed: { icon: CircleAlert, word: "Failed", tone: "text-destructive" },
  stopped: { icon: Hand, word: "Stopped", tone: "text-warning" },
  planning: { icon: CircleDot, word: "Planning", tone: "text-primary" },
  review: { icon: Eye, word: "Waiting for you", tone: "text-warning" },
  running: { icon: CircleDot, word: "Running", tone: "text-primary" },
  paused: { icon: CirclePause, word: "Paused", tone: "text-warning" },
};

export function sessionLook(status: SessionStatus): Look {
  return ofSession[status];
}
