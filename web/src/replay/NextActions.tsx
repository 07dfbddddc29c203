import { Check, Download, Link2, MessageSquarePlus, RotateCcw } from "lucide-react";
import { useEffect, useState } from "react";
import { useLocation } from "wouter";
import { send, sessionPath } from "@/api/rest";
import type { Secret } from "@/home/secrets";
import type { SessionFold } from "@/session/fold";
import { useOrder } from "@/session/useOrder";
import { hasEnded, type SessionView } from "@/session/view";
import { Button } from "@/ui/button";
import { again } from "./again";
import { AgainDialog } from "./AgainDialog";
import { ContinueDialog } from "./ContinueDialog";

/** What a session is given again. */
type Given = { files: readonly File[]; secrets: readonly Secret[] };

type Props = { session: string; fold: SessionFold; view: SessionView };

/** What can be done with a session that has ended: once more, on from here, take it along. */
export function NextActions({ session, fold, view }: Props) {
  const [, navigate] = useLocation();
  const [continuing, setContinuing] = useState(false);
  const ended = hasEnded(view.status);
  const names = fold.opened?.secrets ?? [];
  const [choosing, setChoosing] = useState(false);
  const running = useOrder(async ({ files, secrets }: Given) => {
    const opened = await send<SessionView>("POST", "/api/sessions", again(fold, files, secrets));
    navigate(`/session/${opened.id}`);
  });
  return (
    <div className="flex flex-col gap-1 sm:items-end">
      <div className="flex flex-wrap gap-2 sm:justify-end">
        <CopyLink session={session} />
        <Button asChild>
          <a
            href={sessionPath(session, "export")}
            download
            title="Events, screenshots, files and a summary as one zip"
          >
            <Download /> Export
          </a>
        </Button>
        {ended && (
          <>
            <Button
              disabled={running.busy}
              onClick={() =>
                fold.files.length + names.length > 0
                  ? setChoosing(true)
                  : void running.run({ files: [], secrets: [] })
              }
              title={
                fold.prompts.length > 1
                  ? "Opens a new session with the first prompt"
                  : "Opens a new session with the same prompt"
              }
            >
              <RotateCcw /> {running.busy ? "Opening…" : "Run again"}
            </Button>
            <Button variant="primary" onClick={() => setContinuing(true)}>
              <MessageSquarePlus /> Continue
            </Button>
          </>
        )}
      </div>
      {running.error !== null && !choosing && (
        <p role="alert" className="text-xs text-destructive">
          {running.error}
        </p>
      )}
      <AgainDialog
        open={choosing}
        onClose={() => setChoosing(false)}
        given={fold.files}
        busy={running.busy}
        error={running.error}
        names={names}
        run={(files, secrets) => void running.run({ files, secrets })}
      />
      <ContinueDialog
        session={session}
        keeps={fold.opened?.keep === true && view.status !== "stopped"}
        open={continuing}
        onClose={() => setContinuing(false)}
      />
    </div>
  );
}

const COPIED_MILLIS = 2_000;

function CopyLink({ session }: { session: string }) {
  const [said, setSaid] = useState<string | null>(null);
  useEffect(() => {
    if (said === null) return;
    const timer = setTimeout(() => setSaid(null), COPIED_MILLIS);
    return () => clearTimeout(timer);
  }, [said]);
  async function copy() {
    const address = `${location.origin}/session/${session}?view=summary`;
    try {
      await navigator.clipboard.writeText(address);
      setSaid("Copied");
    } catch {
      setSaid("Copy it from the address bar");
    }
  }
  return (
    <Button variant="ghost" onClick={() => void copy()}>
      {said === "Copied" ? <Check /> : <Link2 />}
      <span aria-live="polite">{said ?? "Copy link"}</span>
    </Button>
  );
}
