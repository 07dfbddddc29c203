import { ChevronUp, ClipboardList } from "lucide-react";
import { useState } from "react";
import { useSession } from "@/session/store";
import { hasEnded } from "@/session/view";
import { cn } from "@/ui/cn";
import { Skeleton } from "@/ui/skeleton";
import { TaskRow } from "./TaskRow";
import { counts } from "./words";

const KEY = "manyhands.whiteboard";

/** As it was left; folded at first where there is little room. */
function unfolded(): boolean {
  const kept = localStorage.getItem(KEY);
  return kept === null ? window.matchMedia("(min-width: 48rem)").matches : kept === "open";
}

/** The shared TODOs: a strip with their count, which unfolds to the list. */
export function WhiteboardPanel() {
  const tasks = useSession((fold) => fold.whiteboard.tasks());
  const loaded = useSession((_, store) => store.loaded);
  const ended = useSession((fold) => hasEnded(fold.status()));
  const [open, setOpen] = useState(unfolded);
  const [pointed, setPointed] = useState<string | null>(null);
  const needed = new Set(tasks.find((it) => it.id === pointed)?.dependsOn);

  function toggle() {
    localStorage.setItem(KEY, open ? "folded" : "open");
    setOpen(!open);
  }

  return (
    <section
      aria-label="Whiteboard"
      className="flex max-h-[42%] shrink-0 flex-col border-t bg-card"
    >
      <h2>
        <button
          type="button"
          aria-expanded={open}
          onClick={toggle}
          className="flex h-9 w-full items-center gap-2 px-3 text-left hover:bg-muted focus-visible:-outline-offset-2"
        >
          <ClipboardList className="size-4 text-muted-foreground" aria-hidden />
          <span className="font-medium">Whiteboard</span>
          {loaded || tasks.length > 0 ? (
            <span className="tabular truncate text-muted-foreground">{counts(tasks, ended)}</span>
          ) : (
            <Skeleton className="h-4 w-40" />
          )}
          <ChevronUp
            aria-hidden
            className={cn(
              "ml-auto size-4 text-muted-foreground transition-transform",
              open && "rotate-180",
            )}
          />
        </button>
      </h2>
      {open && (
        <ol className="min-h-24 overflow-y-auto px-1.5 pb-2" onMouseLeave={() => setPointed(null)}>
          {tasks.map((task) => (
            <TaskRow
              key={task.id}
              task={task}
              needed={needed.has(task.id)}
              onPoint={() => setPointed(task.id)}
            />
          ))}
          {tasks.length === 0 && loaded && (
            <li className="px-2 py-3 text-muted-foreground">
              {ended ? "No tasks were planned." : "Tasks appear here when the plan is made."}
            </li>
          )}
        </ol>
      )}
    </section>
  );
}
