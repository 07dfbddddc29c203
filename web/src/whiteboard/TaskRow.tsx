import { useState } from "react";
import { hue } from "@/agent/hue";
import { taskLook } from "@/replay/states";
import { useSession } from "@/session/store";
import { useNow } from "@/ui/now";
import { cn } from "@/ui/cn";
import { duration } from "@/ui/format";
import { after, blockers, number } from "./words";
import type { Task } from "./whiteboard";

type Props = { task: Task; needed: boolean; onPoint(): void };

/** One task: its number, what it is, how it stands, who has it, what it waits for, and what came of it. */
export function TaskRow({ task, needed, onPoint }: Props) {
  const [open, setOpen] = useState(false);
  const tasks = useSession((fold) => fold.whiteboard.tasks());
  const agent = useSession((fold) => (task.agent === null ? null : fold.nameOf(task.agent)));
  const waits = blockers(task, tasks);
  const { icon: Icon, word, tone } = taskLook(task.status);
  const outcome = task.result ?? task.reason;
  return (
    <li
      onMouseEnter={onPoint}
      className={cn("rounded-md", needed && "bg-accent", task.status === "assigned" && "bg-muted")}
    >
      <button
        type="button"
        aria-expanded={open}
        onFocus={onPoint}
        onClick={() => setOpen(!open)}
        className="grid w-full grid-cols-[1.5rem_minmax(0,1fr)_auto] items-baseline gap-x-2 rounded-md px-2 py-1 text-left hover:bg-muted focus-visible:-outline-offset-2"
      >
        <span className="tabular text-right text-muted-foreground">{number(task.id)}</span>
        <span className={cn("min-w-0", open ? "whitespace-pre-wrap wrap-anywhere" : "truncate")}>
          {task.description}
        </span>
        <span className="flex items-center gap-3 text-xs whitespace-nowrap">
          {task.dependsOn.length > 0 && (
            <span className="text-muted-foreground max-sm:hidden">
              {waits.length > 0
                ? `waits for ${waits.map(number).join(", ")}`
                : after(task.dependsOn)}
            </span>
          )}
          {agent !== null && (
            <span className="flex items-center gap-1">
              <span
                aria-hidden
                className="size-2 rounded-full"
                style={{ background: hue(task.agent ?? "") }}
              />
              {agent}
            </span>
          )}
          <Took task={task} />
          <span className={cn("flex w-24 items-baseline gap-1 font-medium", tone)}>
            <Icon className="size-3.5 shrink-0 self-center" aria-hidden />
            {word}
          </span>
        </span>
        {outcome !== null && outcome !== "" && (
          <span
            className={cn(
              "col-start-2 text-xs",
              open ? "whitespace-pre-wrap wrap-anywhere" : "truncate",
              task.status === "failed" ? "text-destructive" : "text-muted-foreground",
            )}
          >
            {outcome}
          </span>
        )}
      </button>
    </li>
  );
}

function Took({ task }: { task: Task }) {
  const now = useNow(task.startedAt !== null && task.endedAt === null);
  if (task.startedAt === null) return null;
  const until = task.endedAt === null ? now : Date.parse(task.endedAt);
  return (
    <span className="tabular w-12 text-right text-muted-foreground">
      {duration(until - Date.parse(task.startedAt))}
    </span>
  );
}
