import { LoaderCircle } from "lucide-react";
import { sessionPath } from "@/api/rest";
import { useSession } from "@/session/store";
import { agentHasEnded } from "@/session/view";
import { Skeleton } from "@/ui/skeleton";
import { DesktopPane } from "./DesktopPane";
import { LastScreen } from "./LastScreen";
import { Marker } from "./Marker";
import { placed } from "./scale";
import { PANEL, tabId } from "./tabs";
import { useBox } from "./useBox";

/** One agent's desktop, live; its last screen when it has ended. */
export function Stage({ agent: id }: { agent: string }) {
  const session = useSession((_, store) => store.id);
  const agent = useSession((fold) => fold.agent(id));
  const known = useSession((_, store) => store.loaded);
  const path = (part: string) => sessionPath(session, "agents", id, part);
  return (
    <div role="tabpanel" id={PANEL} aria-labelledby={tabId(id)} className="size-full bg-stage">
      {agent === undefined ? (
        known ? (
          <Nobody id={id} />
        ) : (
          <div className="size-full p-3">
            <Skeleton className="size-full" />
          </div>
        )
      ) : agentHasEnded(agent.status) ? (
        <LastScreen key={id} agent={agent} source={path("screenshot")} />
      ) : agent.desktop === null ? (
        <Starting name={agent.name} />
      ) : (
        <DesktopPane
          key={`${id} ${agent.desktop}`}
          ticketPath={path("screen-ticket")}
          seatPath={path("seat")}
          name={agent.name}
          agent={agent.name}
          holder={agent.holder}
          quiet={agent.held?.quietSeconds ?? null}
          size={agent.size}
          overlay={(place) => <Marker agent={id} place={place} />}
        />
      )}
    </div>
  );
}

/** In the place and the shape of what comes. */
function Starting({ name }: { name: string }) {
  const [box, ref, ratio] = useBox<HTMLDivElement>();
  const { left, top, width, height } = placed(box, { width: 1280, height: 800 }, "fit", ratio);
  return (
    <section aria-label={`${name}'s desktop`} className="flex size-full flex-col">
      <p
        role="status"
        className="flex h-10 shrink-0 items-center gap-1.5 border-b bg-card px-3 text-muted-foreground"
      >
        <LoaderCircle aria-hidden className="size-4 animate-spin" />
        {name}&rsquo;s desktop is starting …
      </p>
      <div className="min-h-0 flex-1 border-2 border-transparent p-1.5">
        <div ref={ref} className="relative size-full">
          <Skeleton className="absolute rounded-none" style={{ left, top, width, height }} />
        </div>
      </div>
    </section>
  );
}

function Nobody({ id }: { id: string }) {
  return (
    <p className="grid size-full place-items-center text-muted-foreground">
      There is no agent {id} in this session.
    </p>
  );
}
