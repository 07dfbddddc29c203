import { useCallback, useRef, useState, type ReactNode } from "react";
import { SeatWords } from "@/seat/SeatWords";
import { useSeat } from "@/seat/useSeat";
import { cn } from "@/ui/cn";
import type { Size } from "./action";
import { LiveDesktop, type LiveDesktopHandle } from "./LiveDesktop";
import type { Placed, Zoom } from "./scale";
import { Toolbar } from "./Toolbar";
import { useClipboard } from "./useClipboard";
import { useFullScreen } from "./useFullScreen";

export type DesktopPaneProps = {
  ticketPath: string;
  seatPath: string;
  /** Whose desktop it is, in words: "Ada". */
  name: string;
  /** Whoever else works there; null when nobody does. */
  agent: string | null;
  /** Who has the seat, where the facts say so; it is asked for where they do not. */
  holder?: "agent" | "human" | null;
  quiet?: number | null;
  size?: Size | null;
  overlay?(place: Placed): ReactNode;
  className?: string;
};

/** One desktop to watch and to touch: its screen, who has the seat, and what a keyboard and a mouse here lack. */
export function DesktopPane(props: DesktopPaneProps) {
  const { ticketPath, seatPath, name, agent, holder = null, quiet = null } = props;
  const desktop = useRef<LiveDesktopHandle>(null);
  const frame = useRef<HTMLElement>(null);
  const [zoom, setZoom] = useState<Zoom>("fit");
  const [watching, setWatching] = useState(false);
  const seat = useSeat(seatPath, holder, quiet);
  const full = useFullScreen();
  const held = seat.sitting !== "agent";
  const screen = useCallback(() => desktop.current?.screen() ?? null, []);
  const clipboard = useClipboard(frame, screen, seat.sitting === "you", !watching, seat.touch);

  return (
    <section
      ref={frame}
      aria-label={`${name}'s desktop`}
      className={cn(
        "flex min-h-0 min-w-0 flex-col bg-stage",
        full.on ? "fixed inset-0 z-40" : "size-full",
        props.className,
      )}
    >
      <div
        className={cn(
          "flex h-10 shrink-0 items-center gap-2 border-b px-3 transition-colors",
          held ? "border-primary bg-accent" : "bg-card",
        )}
      >
        <SeatWords seat={seat} name={agent} />
        <Toolbar
          screen={screen}
          touched={seat.touch}
          zoom={zoom}
          setZoom={setZoom}
          watching={watching}
          setWatching={setWatching}
          clipboard={clipboard}
          full={full}
        />
      </div>
      <div
        className={cn(
          "min-h-0 flex-1 border-2 p-1.5 transition-colors",
          held ? "border-primary" : "border-transparent",
        )}
      >
        <LiveDesktop
          ref={desktop}
          ticketPath={ticketPath}
          name={name}
          watching={watching}
          zoom={zoom}
          size={props.size}
          onTouch={seat.touch}
          onCopied={clipboard.copied}
          overlay={props.overlay}
        />
      </div>
    </section>
  );
}
