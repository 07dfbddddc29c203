import { sessionPath } from "@/api/rest";
import { useSession } from "@/session/store";
import { agentHasEnded } from "@/session/view";
import { Skeleton } from "@/ui/skeleton";
import { DesktopPane } from "./DesktopPane";
import { LastScreen } from "./LastScreen";
import { Marker } from "./Marker";
import { PANEL, tabId } from "./tabs";

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

function Nobody({ id }: { id: string }) {
  return (
    <p className="grid size-full place-items-center text-muted-foreground">
      There is no agent {id} in this session.
    </p>
  );
}
