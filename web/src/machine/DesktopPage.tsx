import { ArrowLeft } from "lucide-react";
import { Link, useLocation } from "wouter";
import { told } from "@/api/rest";
import { useTitle } from "@/app/title";
import { DesktopPane } from "@/desktop/DesktopPane";
import { Button } from "@/ui/button";
import { exactly } from "@/ui/format";
import { Skeleton } from "@/ui/skeleton";
import { useDesktop } from "./desktops";
import { Close } from "./DesktopsPage";

/** One desktop without an agent, to be used. */
export function DesktopPage({ id }: { id: string }) {
  useTitle(id);
  const [, go] = useLocation();
  const desktop = useDesktop(id);
  const path = `/api/desktops/${encodeURIComponent(id)}`;
  if (desktop.isError && desktop.data === undefined) {
    return (
      <main className="m-auto flex max-w-md flex-col items-center gap-3 p-8 text-center">
        <h1 className="text-lg font-semibold">This desktop is not there</h1>
        <p className="text-muted-foreground">{told(desktop.error)}</p>
        <Button asChild>
          <Link href="/desktops">To the desktops</Link>
        </Button>
      </main>
    );
  }
  return (
    <div className="flex h-dvh flex-col">
      <header className="flex h-12 shrink-0 items-center gap-3 border-b px-3">
        <Button asChild variant="ghost" size="icon-sm">
          <Link href="/desktops" aria-label="To the desktops" title="To the desktops">
            <ArrowLeft />
          </Link>
        </Button>
        <h1 className="min-w-0 truncate font-mono text-sm font-medium">{id}</h1>
        {desktop.data !== undefined && (
          <span
            className="text-muted-foreground"
            title={`closed by itself ${exactly(desktop.data.expiresAt)}${desktop.data.kept === null ? " unless used" : ""}`}
          >
            {desktop.data.kind}
          </span>
        )}
        {desktop.data?.kept != null && (
          <span className="min-w-0 truncate text-muted-foreground">
            {desktop.data.kept.by}
            {desktop.data.kept.paused && ", paused: it takes no input until it is resumed"}
          </span>
        )}
        <span className="flex-1" />
        <Close desktop={{ id }} closed={() => go("/desktops")} />
      </header>
      <main className="min-h-0 flex-1 bg-stage">
        {desktop.data === undefined ? (
          <div className="size-full p-3">
            <Skeleton className="size-full" />
          </div>
        ) : (
          <DesktopPane
            ticketPath={`${path}/screen-ticket`}
            seatPath={`${path}/seat`}
            name={id}
            agent={null}
            size={desktop.data.size}
          />
        )}
      </main>
    </div>
  );
}
