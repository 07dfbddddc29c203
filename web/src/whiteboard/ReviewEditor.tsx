import { Play, Plus, Undo2 } from "lucide-react";
import { useEffect, useReducer, useRef, useState } from "react";
import { send, sessionPath } from "@/api/rest";
import { Left } from "@/session/NeedsYou";
import { useSession } from "@/session/store";
import { useOrder } from "@/session/useOrder";
import { Button } from "@/ui/button";
import { DraftRow } from "./DraftRow";
import { differs, drafts, edited, request, wrong } from "./review";

/** The plan while it waits for a person: to be edited, then started. */
export function ReviewEditor() {
  const session = useSession((_, store) => store.id);
  const tasks = useSession((fold) => fold.whiteboard.tasks());
  const until = useSession((fold) => fold.orders.review?.until ?? null);
  const [from, setFrom] = useState(() => drafts(tasks));
  const [plan, edit] = useReducer(edited, from);
  const [dragged, setDragged] = useState<string | null>(null);
  const saved = useRef(false);
  const changed = differs(plan, from);
  const theirs = differs(drafts(tasks), from);
  const fault = wrong(plan);

  const start = useOrder(async () => {
    if (changed) {
      saved.current = true;
      await send("PUT", sessionPath(session, "plan"), request(plan));
    }
    await send("POST", sessionPath(session, "start"));
  });

  function take() {
    const now = drafts(tasks);
    setFrom(now);
    edit({ type: "reset", drafts: now });
  }

  // What the server has changed; nothing of it is lost as long as nothing was edited here.
  useEffect(() => {
    if (theirs && (!changed || saved.current)) take();
  }, [tasks]);

  useEffect(() => {
    if (!changed) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [changed]);

  return (
    <section
      aria-label="Whiteboard"
      className="flex h-full flex-col overflow-y-auto bg-stage p-3 md:p-6"
    >
      <div className="mx-auto my-auto flex w-full max-w-4xl flex-col rounded-card border bg-card">
        <div className="px-4 pt-3 pb-2">
          <h2 className="text-base font-semibold">Review the plan</h2>
          <p className="text-muted-foreground">
            Change what the agents will do, then start. Tasks that wait for nothing are done at the
            same time.
          </p>
        </div>
        <ol aria-label="Plan" className="px-1.5 pb-1">
          {plan.map((draft, index) => (
            <DraftRow
              key={draft.key}
              draft={draft}
              index={index}
              plan={plan}
              edit={edit}
              dragged={dragged}
              setDragged={setDragged}
            />
          ))}
        </ol>
        <div className="flex shrink-0 flex-wrap items-center gap-2 border-t px-3 py-2">
          <Button variant="ghost" onClick={() => edit({ type: "add" })}>
            <Plus /> Add task
          </Button>
          {changed && (
            <Button variant="ghost" onClick={take}>
              <Undo2 /> Discard changes
            </Button>
          )}
          <p className="min-w-0 flex-1 text-right text-xs" role="status">
            {start.error !== null ? (
              <span className="text-destructive">{start.error}</span>
            ) : theirs && changed ? (
              <span className="text-warning">
                The plan was changed elsewhere meanwhile; starting replaces it with yours.
              </span>
            ) : fault !== null ? (
              <span className="text-warning">{fault}</span>
            ) : (
              <Left until={until} otherwise="then the session fails" />
            )}
          </p>
          <Button
            variant="primary"
            disabled={start.busy || fault !== null}
            onClick={() => void start.run()}
          >
            <Play /> {start.busy ? "Starting …" : changed ? "Save and start" : "Start"}
          </Button>
        </div>
      </div>
    </section>
  );
}
