import { StickyNote } from "lucide-react";
import { useId, useState } from "react";
import { Signature } from "@/agent/Signature";
import { useSession } from "@/session/store";
import { cn } from "@/ui/cn";
import { duration, plural } from "@/ui/format";
import { useNow } from "@/ui/now";
import { useFindings } from "./Findings";
import { taskLook } from "./look";
import { TaskDetails } from "./TaskDetails";
import { after, blockers, number } from "./words";
import type { Task } from "./whiteboard";

type Props = { task: Task; needed: boolean; onPoint(): void };

/** One task: its number, what it is, how it stands, who has it, what it waits for, and what came of it. */
export function TaskRow({ task, needed, onPoint }: Props) {
  const [open, setOpen] = useState(false);
  const details = useId();
  const checking = useSession((fold) => fold.rounds.isChecked(task.id));
  const { icon: Icon, word, tone, meaning } = taskLook(task, checking);
  const second = task.result || task.reason || (task.done === null ? "" : `Done when ${task.done}`);
  return (
    <li
      onMouseEnter={onPoint}
      className={cn("rounded-md", needed && "bg-accent", task.status === "assigned" && "bg-muted")}
    >
      <button
        type="button"
        aria-expanded={open}
        aria-controls={open ? details : undefined}
        onFocus={onPoint}
        onClick={() => setOpen(!open)}
        className="grid w-full grid-cols-[1.5rem_minmax(0,1fr)_auto] items-baseline gap-x-2 rounded-md px-2 py-1 text-left hover:bg-muted focus-visible:-outline-offset-2"
      >
        <span className="tabular text-right text-muted-foreground">{number(task.id)}</span>
        <span className={cn("min-w-0", open ? "whitespace-pre-wrap wrap-anywhere" : "truncate")}>
          {task.description}
        </span>
        <span className="flex items-center gap-3 text-xs whitespace-nowrap">
          <Found task={task.id} />
          <Waits task={task} />
          {task.agent !== null && <Signature agent={task.agent} />}
          <Took task={task} />
          <span
            title={meaning ?? undefined}
            className={cn("flex w-22 items-baseline gap-1 font-medium", tone)}
          >
            <Icon className="size-3.5 shrink-0 self-center" aria-hidden />
            {word}
          </span>
        </span>
        {!open && second !== "" && (
          <span
            className={cn(
              "col-span-2 col-start-2 truncate text-xs",
              task.status === "failed" && !task.superseded
                ? "text-destructive"
                : "text-muted-foreground",
            )}
          >
            {second}
          </span>
        )}
      </button>
      {open && (
        <div id={details} className="pt-0.5 pr-2 pb-2 pl-10">
          <TaskDetails task={task} />
        </div>
      )}
    </li>
  );
}

function Found({ task }: { task: string }) {
  const findings = useFindings(task).length;
  if (findings === 0) return null;
  return (
    <span title={plural(findings, "finding")} className="flex items-center gap-0.5">
      <StickyNote aria-hidden className="size-3.5 text-muted-foreground" />
      <span aria-hidden className="tabular">
        {findings}
      </span>
      <span className="sr-only">{plural(findings, "finding")}</span>
    </span>
  );
}

function Waits({ task }: { task: Task }) {
  const tasks = useSession((fold) => fold.whiteboard.tasks());
  if (task.dependsOn.length === 0) return null;
  const waits = blockers(task, tasks);
  return (
    <span className="text-muted-foreground max-sm:hidden">
      {waits.length > 0 ? `waits for ${waits.map(number).join(", ")}` : after(task.dependsOn)}
    </span>
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
