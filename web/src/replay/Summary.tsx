import { useEffect, useState } from "react";
import { useEveryFact } from "@/session/store";
import { hasEnded } from "@/session/view";
import { Skeleton } from "@/ui/skeleton";
import { Artifacts } from "./Artifacts";
import { NextActions } from "./NextActions";
import { Outcome } from "./Outcome";
import { TaskOutcomes } from "./TaskOutcomes";

/** Everything that a session came to; also while it goes on. */
export function Summary() {
  const { fold, loaded, id } = useEveryFact();
  const view = fold.view();
  const ended = hasEnded(view.status);
  const now = useNow(loaded && !ended);
  return (
    <main className="min-h-0 flex-1 overflow-y-auto" aria-busy={!loaded}>
      <div className="mx-auto flex max-w-6xl flex-col gap-5 p-4 sm:p-6">
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <h2 className="text-xl font-semibold tracking-tight">Summary</h2>
          {loaded && <NextActions session={id} fold={fold} view={view} />}
        </div>
        {!loaded ? (
          <Loading />
        ) : (
          <>
            <Outcome fold={fold} view={view} now={now} />
            <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_24rem]">
              <section aria-labelledby="tasks-heading" className="min-w-0">
                <h3 id="tasks-heading" className="mb-2 text-base font-semibold">
                  Tasks
                </h3>
                <TaskOutcomes
                  session={id}
                  tasks={fold.whiteboard.tasks()}
                  agents={fold.agents.all()}
                  watch={() => {}}
                />
              </section>
              <section aria-labelledby="artifacts-heading" className="min-w-0">
                <h3 id="artifacts-heading" className="mb-2 text-base font-semibold">
                  Artifacts
                </h3>
                <Artifacts
                  session={id}
                  artifacts={view.artifacts}
                  nameOf={(agent) => fold.nameOf(agent)}
                  ended={ended}
                />
              </section>
            </div>
          </>
        )}
      </div>
    </main>
  );
}

function Loading() {
  return (
    <>
      <Skeleton className="h-56 rounded-card" />
      <div className="grid gap-5 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <Skeleton className="h-80 rounded-card" />
        <Skeleton className="h-80 rounded-card" />
      </div>
    </>
  );
}

/** The time, once a second while it matters. */
function useNow(ticking: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!ticking) return;
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [ticking]);
  return now;
}
