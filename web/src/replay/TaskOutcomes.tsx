import { ChevronRight } from "lucide-react";
import { useId, useState } from "react";
import type { Agent } from "@/agent/agents";
import { hue } from "@/agent/hue";
import { task as named } from "@/agent/happened";
import { useSession } from "@/session/store";
import { Card } from "@/ui/card";
import { cn } from "@/ui/cn";
import { duration, plural } from "@/ui/format";
import { Findings } from "@/whiteboard/Findings";
import { taskLook } from "@/whiteboard/look";
import { TaskDetails } from "@/whiteboard/TaskDetails";
import type { Task } from "@/whiteboard/whiteboard";
import { standings } from "@/whiteboard/words";
import { FailedMoment } from "./FailedMoment";
import { Folding } from "@/ui/folding";
import { groups, sentence } from "./outcome";

type Props = {
  session: string;
  tasks: readonly Task[];
  agents: readonly Agent[];
  watch(agent: string, at: string): void;
};

/** What became of each task, under the agent that had it last. */
export function TaskOutcomes({ session, tasks, agents, watch }: Props) {
  if (tasks.length === 0)
    return <Card className="p-4 text-muted-foreground">No task was planned.</Card>;
  return (
    <div className="flex flex-col gap-4">
      {groups(tasks, agents).map((group) => (
        <Card key={group.agent?.id ?? "nobody"} className="overflow-hidden">
          <GroupHead agent={group.agent} tasks={group.tasks} />
          <ul className="divide-y">
            {group.tasks.map((task) => (
              <TaskRow key={task.id} session={session} task={task} agents={agents} watch={watch} />
            ))}
          </ul>
        </Card>
      ))}
    </div>
  );
}

function GroupHead({ agent, tasks }: { agent: Agent | null; tasks: Task[] }) {
  const { verified, claimed, disputed } = standings(tasks);
  const all = tasks.filter((task) => !task.superseded).length;
  return (
    <h4 className="flex items-center gap-2 border-b bg-muted/50 px-4 py-2 text-sm font-semibold">
      {agent !== null && (
        <span
          aria-hidden
          className="size-2.5 rounded-full"
          style={{ backgroundColor: hue(agent.id) }}
        />
      )}
      {agent === null ? "No agent" : agent.name}
      <span className="tabular ml-auto text-xs font-normal text-muted-foreground">
        {tasks.length === 0
          ? "had no task"
          : `${verified + claimed + disputed} of ${all} done, ${verified === 0 ? "none" : verified} verified`}
      </span>
    </h4>
  );
}

function TaskRow({ session, task, agents, watch }: Omit<Props, "tasks"> & { task: Task }) {
  const look = taskLook(task);
  const agent = agents.find((it) => it.id === task.agent);
  const bad = task.status === "failed" && !task.superseded;
  const took =
    task.startedAt !== null && task.endedAt !== null
      ? duration(Date.parse(task.endedAt) - Date.parse(task.startedAt))
      : null;
  return (
    <li className="flex gap-2.5 px-4 py-3">
      <look.icon className={cn("mt-0.5 size-4 shrink-0", look.tone)} aria-hidden />
      <div className="min-w-0 flex-1">
        <Folding text={task.description} className="font-medium" />
        <p className="flex flex-wrap gap-x-2 text-xs text-muted-foreground">
          <span title={look.meaning ?? undefined} className={cn("font-medium", look.tone)}>
            {look.word}
            {task.standing === "claimed" && ", not checked"}
          </span>
          {took !== null && <span className="tabular">{took}</span>}
          {task.attempts > 1 && <span>{plural(task.attempts, "attempt")}</span>}
          <span>{named(task.id)}</span>
          {task.dependsOn.length > 0 && <span>after {task.dependsOn.map(named).join(", ")}</span>}
        </p>
        {task.result !== null && task.result !== "" && (
          <Folding text={task.result} className="mt-1 text-muted-foreground" />
        )}
        {task.reason !== null && (
          <Folding
            text={sentence(task.reason)}
            className={cn("mt-1", bad ? "text-destructive" : "text-muted-foreground")}
          />
        )}
        <Found task={task.id} />
        <Trust task={task} />
        {bad && agent !== undefined && task.endedSeq !== null && (
          <FailedMoment
            session={session}
            agent={agent}
            seq={task.endedSeq}
            watch={() => watch(agent.id, task.endedAt ?? "")}
          />
        )}
      </div>
    </li>
  );
}

function Found({ task }: { task: string }) {
  return (
    <div className="mt-1.5 text-muted-foreground empty:hidden">
      <Findings task={task} />
    </div>
  );
}

/** What the check said; how the task was to be judged and every claim of it, when somebody wants to know. */
function Trust({ task }: { task: Task }) {
  const rounds = useSession((fold) => fold.rounds.of(task.id).length);
  const [open, setOpen] = useState(false);
  const id = useId();
  const checked = task.status === "completed" ? task.checked : null;
  return (
    <>
      {checked !== null && checked !== "" && (
        <Folding
          text={`${task.standing === "claimed" ? "Not checked" : "Check"}: ${checked}`}
          className={cn("mt-1", task.standing === "disputed" && "text-warning")}
        />
      )}
      {(task.done !== null || rounds > 0) && (
        <>
          <button
            type="button"
            aria-expanded={open}
            aria-controls={open ? id : undefined}
            onClick={() => setOpen(!open)}
            className="mt-1 flex items-center gap-1 rounded-sm text-xs font-medium text-primary hover:underline"
          >
            <ChevronRight aria-hidden className={cn("size-3", open && "rotate-90")} />
            {rounds > 1 ? `How it was judged, ${rounds} rounds` : "How it was judged"}
          </button>
          {open && (
            <div id={id} className="mt-1.5">
              <TaskDetails task={task} />
            </div>
          )}
        </>
      )}
    </>
  );
}
