import { ClipboardList, LoaderCircle } from "lucide-react";
import type { ReactNode } from "react";
import type { Place } from "@/session/place";
import { useSession } from "@/session/store";
import { Skeleton } from "@/ui/skeleton";
import { grid } from "./grid";
import { PANEL, tabId } from "./tabs";
import { HEAD, Tile } from "./Tile";
import { useBox } from "./useBox";

const GAP = 10;
/** A live picture costs the browser and the server; beyond these, tiles are looked at anew every few seconds. */
const LIVE = 6;

/** All desktops at once, as large as they fit; each opens its agent. */
export function Overview({ go }: { go(place: Place): void }) {
  const agents = useSession((fold) => fold.agents.all());
  const [box, ref] = useBox<HTMLDivElement>();
  const size = agents[0]?.size ?? { width: 1280, height: 800 };
  const { columns, width, height } = grid(agents.length, box, size.width / size.height, HEAD, GAP);
  return (
    <div
      role="tabpanel"
      id={PANEL}
      aria-labelledby={tabId("all")}
      className="size-full overflow-y-auto overflow-x-hidden bg-stage p-2.5"
    >
      <div ref={ref} className="h-full">
        {agents.length === 0 && <Before />}
        <ul
          aria-label="Desktops"
          className="grid min-h-full content-center justify-center"
          style={{ gap: GAP, gridTemplateColumns: `repeat(${columns}, ${width}px)` }}
        >
          {width > 0 &&
            agents.map((agent, index) => (
              <li key={agent.id}>
                <Tile agent={agent} height={height} live={index < LIVE} open={() => go(agent.id)} />
              </li>
            ))}
        </ul>
      </div>
    </div>
  );
}

/** What there is to say while no agent has started. */
function Before() {
  const loaded = useSession((_, store) => store.loaded);
  const status = useSession((fold) => fold.status());
  if (!loaded) return <Skeleton className="h-full" />;
  switch (status) {
    case "review":
      return <Words icon={<ClipboardList />}>Desktops come up when the plan is started.</Words>;
    case "planning":
      return <Words icon={<LoaderCircle className="animate-spin" />}>Making a plan …</Words>;
    case "running":
    case "paused":
      return <Words icon={<LoaderCircle className="animate-spin" />}>Agents are starting …</Words>;
    case "completed":
    case "failed":
    case "stopped":
      return <Words icon={<ClipboardList />}>It ended before any agent started.</Words>;
  }
}

function Words({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <p className="flex h-full flex-col items-center justify-center gap-2 text-muted-foreground [&_svg]:size-5">
      {icon}
      {children}
    </p>
  );
}
