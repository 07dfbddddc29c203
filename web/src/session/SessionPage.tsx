import { lazy, Suspense } from "react";
import { Link } from "wouter";
import { StepsPanel } from "@/agent/StepsPanel";
import { AgentTabs } from "@/desktop/AgentTabs";
import { Overview } from "@/desktop/Overview";
import { Stage } from "@/desktop/Stage";
import { PANEL, tabId } from "@/desktop/tabs";
import { Button } from "@/ui/button";
import { cn } from "@/ui/cn";
import { Skeleton } from "@/ui/skeleton";
import { ReviewEditor } from "@/whiteboard/ReviewEditor";
import { WhiteboardPanel } from "@/whiteboard/WhiteboardPanel";
import { AgentControls } from "./AgentControls";
import { ConnectionLine } from "./ConnectionLine";
import { Ended } from "./Ended";
import { MessageBar } from "./MessageBar";
import { NeedsYou } from "./NeedsYou";
import { usePlace, type Place } from "./place";
import { SessionHeader } from "./SessionHeader";
import { Splitter, useSideWidth } from "./Splitter";
import { SessionProvider, useSession, useSessionStore } from "./store";
import { useCalling } from "./useCalling";
import { hasEnded } from "./view";

const Summary = lazy(() => import("@/replay/Summary").then((it) => ({ default: it.Summary })));

export function SessionPage({ id }: { id: string }) {
  const store = useSessionStore(id);
  return (
    <SessionProvider value={store}>
      <Whole />
    </SessionProvider>
  );
}

function Whole() {
  const refused = useSession((_, store) => store.refused);
  const ended = useSession((fold) => hasEnded(fold.status()));
  const waiting = useSession((_, store) => !store.loaded);
  const [place, go] = usePlace(ended ? "summary" : "all");
  useCalling();
  if (refused !== null) return <Refused words={refused} />;
  return (
    <div className="flex h-dvh flex-col">
      <SessionHeader />
      <div className="flex shrink-0 items-center border-b">
        <div className="min-w-0 flex-1">
          <AgentTabs place={place} go={go} />
        </div>
        {place !== "all" && place !== "summary" && <AgentControls agent={place} />}
      </div>
      <NeedsYou />
      {ended && place !== "summary" && <Ended see={() => go("summary")} />}
      {place === "summary" ? (
        <main className="min-h-0 flex-1 overflow-y-auto">
          <Suspense fallback={<Loading />}>
            <Summary />
          </Suspense>
        </main>
      ) : waiting ? (
        // Not before it is known whether there is still something to connect to.
        <Loading />
      ) : (
        <Work place={place} go={go} />
      )}
      <ConnectionLine />
    </div>
  );
}

/** The desktops and the whiteboard at one side, the steps at the other; below one another where it is narrow. */
function Work({ place, go }: { place: Place; go(place: Place): void }) {
  const agent = place === "all" ? null : place;
  const review = useSession((fold) => fold.status() === "review");
  const [width, setWidth] = useSideWidth();
  return (
    <div className="flex min-h-0 flex-1 max-md:flex-col">
      {review ? (
        <main className="min-h-0 min-w-0 flex-1">
          <div role="tabpanel" id={PANEL} aria-labelledby={tabId(place)} className="size-full">
            <ReviewEditor />
          </div>
        </main>
      ) : (
        <div className="flex min-h-0 min-w-0 flex-1 flex-col max-md:flex-initial">
          <main className="min-h-0 min-w-0 flex-1 max-md:h-[38dvh] max-md:flex-initial">
            {agent === null ? <Overview go={go} /> : <Stage agent={agent} />}
          </main>
          <WhiteboardPanel />
        </div>
      )}
      <Splitter width={width} setWidth={setWidth} />
      <div
        className={cn(
          "flex min-h-0 shrink-0 flex-col max-md:w-full! max-md:border-t",
          !review && "max-md:min-h-56 max-md:flex-1",
        )}
        style={{ width }}
      >
        <div className={cn("min-h-0 flex-1", review && "max-md:hidden")}>
          <StepsPanel agent={agent} />
        </div>
        <MessageBar agent={agent} />
      </div>
    </div>
  );
}

function Loading() {
  return (
    <div className="flex min-h-0 flex-1 gap-4 p-4" aria-busy>
      <Skeleton className="h-full flex-1 rounded-card" />
      <Skeleton className="h-full w-80 rounded-card max-md:hidden" />
    </div>
  );
}

function Refused({ words }: { words: string }) {
  return (
    <main className="m-auto flex max-w-md flex-col items-center gap-3 p-8 text-center">
      <h1 className="text-lg font-semibold">This session cannot be shown</h1>
      <p className="text-muted-foreground">{words}</p>
      <Button asChild>
        <Link href="/">To all sessions</Link>
      </Button>
    </main>
  );
}
