import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useEveryFact } from "@/session/store";
import { hasEnded } from "@/session/view";
import { useNow } from "@/ui/now";
import { Skeleton } from "@/ui/skeleton";
import { Artifacts } from "./Artifacts";
import { Guard } from "./Guard";
import { NextActions } from "./NextActions";
import { Outcome } from "./Outcome";
import type { Wish } from "./Replay";
import { TaskOutcomes } from "./TaskOutcomes";

/** With the viewer of screens in it: fetched when somebody comes near. */
const Replay = lazy(() => import("./Replay"));

/** Everything that a session came to; also while it goes on. */
export function Summary() {
  const { fold, loaded, id } = useEveryFact();
  const view = fold.view();
  const ended = hasEnded(view.status);
  const now = useNow(loaded && !ended);
  const replay = useRef<HTMLElement>(null);
  const near = useNear(replay, loaded);
  const [wish, setWish] = useState<Wish | null>(null);
  return (
    <div className="relative" aria-busy={!loaded}>
      <div className="mx-auto flex max-w-6xl flex-col gap-5 p-4 sm:p-6">
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <h2 className="text-xl font-semibold tracking-tight">Summary</h2>
          {loaded && <NextActions session={id} fold={fold} view={view} />}
        </div>
        {!loaded ? (
          <Loading />
        ) : (
          <>
            <Outcome
              fold={fold}
              view={view}
              now={now}
              watch={view.agents.length === 0 ? null : () => setWish({ agent: null, until: null })}
            />
            <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-5 lg:grid-cols-[minmax(0,1fr)_24rem]">
              <section aria-labelledby="tasks-heading" className="min-w-0">
                <h3 id="tasks-heading" className="mb-2 text-base font-semibold">
                  Tasks
                </h3>
                <TaskOutcomes
                  session={id}
                  tasks={fold.whiteboard.tasks()}
                  agents={fold.agents.all()}
                  watch={(agent, at) => setWish({ agent, until: Date.parse(at) })}
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
            <section ref={replay} aria-labelledby="replay-heading" className="scroll-mt-4">
              <h3 id="replay-heading" className="mb-2 text-base font-semibold">
                Replay
              </h3>
              {view.agents.length === 0 ? (
                <p className="text-muted-foreground">
                  No agent began, so there is nothing to watch.
                </p>
              ) : (
                <Guard what="The replay">
                  <Suspense fallback={<Skeleton className="h-[40rem] rounded-card" />}>
                    {near || wish !== null ? (
                      <Replay session={id} fold={fold} ended={ended} now={now} wish={wish} />
                    ) : (
                      <Skeleton className="h-[40rem] rounded-card" />
                    )}
                  </Suspense>
                </Guard>
              )}
            </section>
          </>
        )}
      </div>
    </div>
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

/** True once a place has come near to what is on screen. */
function useNear(place: React.RefObject<HTMLElement | null>, there: boolean): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    if (!there || near || place.current === null) return;
    const observer = new IntersectionObserver(
      (seen) => seen.some((it) => it.isIntersecting) && setNear(true),
      { rootMargin: "400px" },
    );
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [place, there, near]);
  return near;
}
