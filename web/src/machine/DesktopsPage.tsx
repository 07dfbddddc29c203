import { useQueryClient } from "@tanstack/react-query";
import { LoaderCircle, Monitor, Pause, Plus, X } from "lucide-react";
import { useEffect, useState } from "react";
import { Link, useLocation } from "wouter";
import { send } from "@/api/rest";
import { useTitle } from "@/app/title";
import { useOrder } from "@/session/useOrder";
import { Button } from "@/ui/button";
import { cn } from "@/ui/cn";
import { Card } from "@/ui/card";
import { Dialog } from "@/ui/dialog";
import { Failure } from "@/ui/failure";
import { ago, ahead, exactly } from "@/ui/format";
import { Menu, MenuItem } from "@/ui/menu";
import { useNow } from "@/ui/now";
import { Skeleton } from "@/ui/skeleton";
import { useDesktops, type OpenDesktop } from "./desktops";
import { useMachine } from "./machine";

/** Desktops that nobody but people and programs use. */
export function DesktopsPage() {
  useTitle("Desktops");
  const desktops = useDesktops();
  return (
    <main className="mx-auto flex w-full max-w-5xl flex-col gap-4 px-4 py-6">
      <div className="flex flex-wrap items-center gap-3">
        <div className="min-w-0 flex-1">
          <h1 className="text-lg font-semibold tracking-tight">Desktops</h1>
          <p className="text-muted-foreground">
            Without an agent, for you and for programs. Those of agents are in their sessions.
          </p>
        </div>
        <Open />
      </div>
      {desktops.data !== undefined ? (
        desktops.data.items.length === 0 ? (
          <Empty />
        ) : (
          <ul className="grid grid-cols-[repeat(auto-fill,minmax(17rem,1fr))] gap-3">
            {desktops.data.items.map((desktop) => (
              <DesktopCard key={desktop.id} desktop={desktop} />
            ))}
          </ul>
        )
      ) : desktops.isError ? (
        <Failure error={desktops.error} again={() => void desktops.refetch()} />
      ) : (
        <div className="grid grid-cols-[repeat(auto-fill,minmax(17rem,1fr))] gap-3">
          <Skeleton className="h-56 rounded-card" />
          <Skeleton className="h-56 rounded-card" />
        </div>
      )}
    </main>
  );
}

/** Opens one of the kinds that work here; asks which when there are several. */
function Open() {
  const machine = useMachine().data;
  const queries = useQueryClient();
  const [, go] = useLocation();
  const kinds = machine?.desktops.filter((it) => it.missing.length === 0) ?? [];
  const open = useOrder(async (kind: string) => {
    const desktop = await send<OpenDesktop>("POST", "/api/desktops", { desktop: kind });
    await queries.invalidateQueries({ queryKey: ["desktops"] });
    go(`/desktops/${desktop.id}`);
  });
  const button = (
    <Button
      variant="primary"
      disabled={open.busy || kinds.length === 0}
      onClick={kinds.length === 1 ? () => void open.run(kinds[0]!.name) : undefined}
    >
      {open.busy ? <LoaderCircle className="animate-spin" /> : <Plus />}
      {open.busy ? "Opening …" : "Open a desktop"}
    </Button>
  );
  return (
    <div className="flex flex-col items-end gap-1">
      {kinds.length < 2 ? (
        button
      ) : (
        <Menu align="end" trigger={button}>
          {kinds.map((kind) => (
            <MenuItem key={kind.name} onSelect={() => void open.run(kind.name)}>
              {kind.name}
            </MenuItem>
          ))}
        </Menu>
      )}
      {open.error !== null && (
        <p role="alert" className="text-xs text-destructive">
          {open.error}
        </p>
      )}
    </div>
  );
}

const LOOK_EVERY = 4_000;

function DesktopCard({ desktop }: { desktop: OpenDesktop }) {
  const [look, setLook] = useState(0);
  const now = useNow(true, 10_000);
  useEffect(() => {
    const timer = setInterval(() => document.hidden || setLook((n) => n + 1), LOOK_EVERY);
    return () => clearInterval(timer);
  }, []);
  const path = `/api/desktops/${encodeURIComponent(desktop.id)}`;
  const paused = desktop.kept?.paused === true;
  return (
    <li>
      <Card className="group relative overflow-hidden transition-colors hover:border-ring">
        <Link href={`/desktops/${desktop.id}`} aria-label={`Use ${desktop.id}`} className="block">
          <img
            src={`${path}/screenshot?format=jpeg&width=640&look=${look}`}
            alt=""
            style={{ aspectRatio: `${desktop.size.width} / ${desktop.size.height}` }}
            className={cn("w-full border-b bg-muted object-cover", paused && "opacity-50")}
          />
          {paused && (
            <span className="absolute top-2 left-2 flex items-center gap-1 rounded-full border bg-card px-2 py-0.5 text-2xs font-medium">
              <Pause aria-hidden className="size-3" />
              paused
            </span>
          )}
        </Link>
        <div className="flex items-center gap-2 py-1.5 pr-1.5 pl-3">
          <Monitor aria-hidden className="size-4 shrink-0 text-muted-foreground" />
          <div className="min-w-0 flex-1">
            <p className="flex gap-2 text-xs">
              <span className="truncate font-mono">{desktop.id}</span>
              <span className="text-muted-foreground">{desktop.kind}</span>
            </p>
            {desktop.kept !== null && (
              <p className="truncate text-2xs text-muted-foreground" title={desktop.kept.by}>
                {desktop.kept.by}
              </p>
            )}
            <p className="truncate text-2xs text-muted-foreground">
              <time dateTime={desktop.createdAt} title={exactly(desktop.createdAt)}>
                opened {ago(desktop.createdAt, now)}
              </time>
              {" · "}
              <time dateTime={desktop.expiresAt} title={exactly(desktop.expiresAt)}>
                ends {ahead(desktop.expiresAt, now)}
                {desktop.kept === null && " unless used"}
              </time>
            </p>
          </div>
          <Close desktop={desktop} />
        </div>
      </Card>
    </li>
  );
}

/** Asks once, then closes. */
export function Close({ desktop, closed }: { desktop: { id: string }; closed?: () => void }) {
  const [asking, setAsking] = useState(false);
  const queries = useQueryClient();
  const close = useOrder(async () => {
    await send("DELETE", `/api/desktops/${encodeURIComponent(desktop.id)}`);
    await queries.invalidateQueries({ queryKey: ["desktops"], exact: true });
  });
  async function really() {
    if (!(await close.run())) return;
    setAsking(false);
    closed?.();
  }
  return (
    <>
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={`Close ${desktop.id}`}
        title="Close this desktop"
        onClick={() => setAsking(true)}
      >
        <X />
      </Button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title="Close this desktop?"
        description="Its programs end and the files on it are gone."
        footer={
          <>
            <Button onClick={() => setAsking(false)}>Keep it</Button>
            <Button variant="danger" disabled={close.busy} onClick={() => void really()}>
              {close.busy ? "Closing …" : "Close desktop"}
            </Button>
          </>
        }
      >
        {close.error !== null && (
          <p role="alert" className="text-destructive">
            {close.error}
          </p>
        )}
      </Dialog>
    </>
  );
}

function Empty() {
  return (
    <div className="flex flex-col items-center gap-1 rounded-card border border-dashed px-4 py-14 text-center text-muted-foreground">
      <Monitor aria-hidden className="mb-1 size-6" />
      <p className="font-medium text-foreground">No desktop is open</p>
      <p className="max-w-md">
        Open one to use it from here, or from a program over the API. It closes by itself when
        nobody uses it.
      </p>
    </div>
  );
}
