import { Ellipsis, Octagon, Pause, Play } from "lucide-react";
import { useState } from "react";
import { send, sessionPath } from "@/api/rest";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Menu, MenuItem } from "@/ui/menu";
import { useSession } from "./store";
import { useOrder } from "./useOrder";
import { agentHasEnded } from "./view";

/** Pause, resume and stop for the agent on screen. */
export function AgentControls({ agent: id }: { agent: string }) {
  const session = useSession((_, store) => store.id);
  const agent = useSession((fold) => fold.agent(id));
  const alone = useSession((fold) => fold.orders.isPausedAlone(id));
  const all = useSession((fold) => fold.orders.paused !== null);
  const [stopping, setStopping] = useState(false);
  const order = useOrder((what: string) => send("POST", sessionPath(session, "agents", id, what)));
  if (agent === undefined || agentHasEnded(agent.status)) return null;

  async function stop() {
    if (await order.run("stop")) setStopping(false);
  }

  return (
    <div className="flex shrink-0 items-center gap-1 pr-2">
      {order.error !== null && (
        <p role="alert" className="max-w-60 truncate text-xs text-destructive" title={order.error}>
          {order.error}
        </p>
      )}
      <Menu
        align="end"
        trigger={
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={`What ${agent.name} should do`}
            title={`What ${agent.name} should do`}
          >
            <Ellipsis />
          </Button>
        }
      >
        {alone ? (
          <MenuItem disabled={order.busy} onSelect={() => void order.run("resume")}>
            <Play /> Resume {agent.name}
          </MenuItem>
        ) : (
          <MenuItem disabled={order.busy || all} onSelect={() => void order.run("pause")}>
            <Pause /> Pause {agent.name}
          </MenuItem>
        )}
        <MenuItem className="text-destructive" onSelect={() => setStopping(true)}>
          <Octagon /> Stop {agent.name}
        </MenuItem>
      </Menu>
      <Dialog
        open={stopping}
        onClose={() => setStopping(false)}
        title={`Stop ${agent.name}?`}
        description="Its desktop is closed and its task goes to another agent. When no agent is left, the tasks that are not done are cancelled."
        footer={
          <>
            <Button onClick={() => setStopping(false)}>Keep working</Button>
            <Button variant="danger" disabled={order.busy} onClick={() => void stop()}>
              {order.busy ? "Stopping …" : `Stop ${agent.name}`}
            </Button>
          </>
        }
      />
    </div>
  );
}
