import {
  BadgeCheck,
  Ban,
  Check,
  Circle,
  CircleDot,
  CircleX,
  Replace,
  ScanSearch,
  TriangleAlert,
  type LucideIcon,
} from "lucide-react";
import type { Standing } from "@/event/event";
import type { Task } from "./whiteboard";

/** How a task's state is shown, never by colour alone; `meaning` is what the word does not say by itself. */
export type TaskLook = { icon: LucideIcon; word: string; tone: string; meaning: string | null };

/** How far a result can be trusted. */
export const TRUST: Record<Standing, TaskLook> = {
  verified: {
    icon: BadgeCheck,
    word: "Verified",
    tone: "text-success",
    meaning: "Somebody other than its agent has checked it.",
  },
  claimed: {
    icon: Check,
    word: "Claimed",
    tone: "text-foreground",
    meaning: "Not checked: its agent says that it is done.",
  },
  disputed: {
    icon: TriangleAlert,
    word: "Disputed",
    tone: "text-warning",
    meaning: "The check found that it is not done, and a person accepted it all the same.",
  },
};

const muted = "text-muted-foreground";

/** `checking`: somebody looks at what its agent claims. */
export function taskLook(
  task: Pick<Task, "status" | "standing" | "superseded">,
  checking = false,
): TaskLook {
  switch (task.status) {
    case "pending":
      return { icon: Circle, word: "Pending", tone: muted, meaning: null };
    case "assigned":
      return checking
        ? { icon: ScanSearch, word: "In check", tone: "text-primary", meaning: CHECKING }
        : { icon: CircleDot, word: "In work", tone: "text-primary", meaning: null };
    case "completed":
      return TRUST[task.standing ?? "claimed"];
    case "failed":
      return task.superseded
        ? { icon: Replace, word: "Replaced", tone: muted, meaning: REPLACED }
        : { icon: CircleX, word: "Failed", tone: "text-destructive", meaning: null };
    case "cancelled":
      return { icon: Ban, word: "Cancelled", tone: muted, meaning: null };
  }
}

const CHECKING = "Its agent says that it is done; that is being checked.";
const REPLACED = "It failed, and other tasks were planned in its place.";
