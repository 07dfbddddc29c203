import { AgentTabs } from "@/desktop/AgentTabs";
import { Overview } from "@/desktop/Overview";
import { Stage } from "@/desktop/Stage";
import { StepsPanel } from "@/agent/StepsPanel";
import { Summary } from "@/replay/Summary";
import { WhiteboardPanel } from "@/whiteboard/WhiteboardPanel";
import { Skeleton } from "@/ui/skeleton";
import { usePlace } from "./place";
import { SessionHeader } from "./SessionHeader";
import { SessionProvider, useSession, useSessionStore } from "./store";
import { hasEnded } from "./view";

export function SessionPage({ id }: { id: string }) {
  const store = useSessionStore(id);
  return (
    <SessionProvider value={store}>
      <Layout />
    </SessionProvider>
  );
}

function Layout() {
  const ended = useSession((fold) => hasEnded(fold.status()));
  const waiting = useSession((_, store) => !store.loaded && store.refused === null);
  const [place, go] = usePlace(ended ? "summary" : "all");
  const agent = place === "all" || place === "summary" ? null : place;
  return (
    <div className="flex h-full flex-col">
      <SessionHeader />
      <AgentTabs place={place} go={go} />
      {place === "summary" ? (
        <Summary />
      ) : waiting ? (
        // Not before it is known whether there is still something to connect to.
        <div className="min-h-0 flex-1 p-4" aria-busy>
          <Skeleton className="size-full rounded-card" />
        </div>
      ) : (
        <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_22rem] grid-rows-[minmax(0,1fr)_auto]">
          <main className="min-h-0 min-w-0">
            {agent === null ? <Overview go={go} /> : <Stage agent={agent} />}
          </main>
          <StepsPanel agent={agent} />
          <WhiteboardPanel />
        </div>
      )}
    </div>
  );
}
