import { Octagon, Pause, Play } from "lucide-react";
import { useState } from "react";
import { send, sessionPath } from "@/api/rest";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { useSession } from "./store";
import { useOrder } from "./useOrder";

/** Pause, resume and stop. */
export function Controls() {
  const session = useSession((_, store) => store.id);
  const status = useSession((fold) => fold.status());
  const [stopping, setStopping] = useState(false);
  const order = useOrder((what: string) => send("POST", sessionPath(session, what)));
  const paused = status === "paused";
  return (
    <div className="relative flex shrink-0 items-center gap-1.5">
      {status !== "review" && (
        <Button disabled={order.busy} onClick={() => void order.run(paused ? "resume" : "pause")}>
          {paused ? <Play /> : <Pause />}
          <span className="max-md:sr-only">{paused ? "Resume" : "Pause"}</span>
        </Button>
      )}
      <Button
        variant="danger-ghost"
        className="border border-destructive/40"
        onClick={() => setStopping(true)}
      >
        <Octagon /> <span className="max-md:sr-only">Stop</span>
      </Button>
      {order.error !== null && (
        <p
          role="alert"
          className="absolute top-full right-0 z-30 mt-1 w-72 rounded-md border bg-card p-2 text-xs text-destructive shadow-lg"
        >
          {order.error}
        </p>
      )}
      <StopDialog session={session} open={stopping} onClose={() => setStopping(false)} />
    </div>
  );
}

type Props = { session: string; open: boolean; onClose(): void };

/** Asks once. */
function StopDialog({ session, open, onClose }: Props) {
  const stop = useOrder(() => send("POST", sessionPath(session, "stop")));
  async function really() {
    if (await stop.run()) onClose();
  }
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Stop this session?"
      description="Its agents end now and their desktops are closed. Files that were collected, every step and the recording stay. You can continue it later with another prompt, on fresh desktops."
      footer={
        <>
          <Button onClick={onClose}>Keep working</Button>
          <Button variant="danger" disabled={stop.busy} onClick={() => void really()}>
            {stop.busy ? "Stopping …" : "Stop session"}
          </Button>
        </>
      }
    >
      {stop.error !== null && (
        <p role="alert" className="text-destructive">
          {stop.error}
        </p>
      )}
    </Dialog>
  );
}
