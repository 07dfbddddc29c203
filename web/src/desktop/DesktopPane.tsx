import { useCallback, useRef, useState, type ReactNode } from "react";
import { SeatButtons, SeatWords } from "@/seat/SeatWords";
import { useSeat } from "@/seat/useSeat";
import { cn } from "@/ui/cn";
import type { Size } from "./action";
import { LiveDesktop, type LiveDesktopHandle } from "./LiveDesktop";
import type { Placed, Zoom } from "./scale";
import { SoftKeyboard } from "./SoftKeyboard";
import { Toolbar } from "./Toolbar";
import { useBox } from "./useBox";
import { useClipboard } from "./useClipboard";
import { useFullScreen } from "./useFullScreen";
import { useVisualHeight } from "./useVisualHeight";

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

/** Narrower than this, the tools stand below the picture, where a thumb is. */
const NARROW = 560;
/** There are fingers here, and perhaps no keys. */
const touches = window.matchMedia("(pointer: coarse)");

/** One desktop to watch and to touch: its screen, who has the seat, and what a keyboard and a mouse here lack. */
export function DesktopPane(props: DesktopPaneProps) {
  const { ticketPath, seatPath, name, agent, holder = null, quiet = null } = props;
  const desktop = useRef<LiveDesktopHandle>(null);
  const [box, frame] = useBox<HTMLElement>();
  const [zoom, setZoom] = useState<Zoom>("fit");
  const [watching, setWatching] = useState(false);
  const [soft, setSoft] = useState(false);
  const seat = useSeat(seatPath, holder, quiet);
  const full = useFullScreen();
  const held = seat.sitting !== "agent";
  const narrow = box.width > 0 && box.width < NARROW;
  const writing = soft && !watching;
  const above = useVisualHeight(writing && narrow);
  const screen = useCallback(() => desktop.current?.screen() ?? null, []);
  const release = useCallback(() => desktop.current?.release(), []);
  const mine = seat.sitting === "you";
  const clipboard = useClipboard(frame, screen, release, mine, !watching, seat.touch);

  const tools = (
    <Toolbar
      screen={screen}
      touched={seat.touch}
      zoom={zoom}
      setZoom={setZoom}
      watching={watching}
      setWatching={setWatching}
      clipboard={clipboard}
      full={full}
      onKeyboard={touches.matches || narrow ? () => setSoft(!soft) : undefined}
    />
  );
  const bar = cn(
    "flex shrink-0 items-center gap-2 px-3 transition-colors",
    held ? "border-primary bg-accent" : "bg-card",
  );

  return (
    <section
      ref={frame}
      aria-label={`${name}'s desktop`}
      className={cn(
        "flex min-h-0 min-w-0 flex-col bg-stage",
        full.on || above !== null ? "fixed inset-0 z-40" : "size-full",
        props.className,
      )}
      style={above === null ? undefined : { height: above }}
    >
      <div className={cn(bar, "h-10 border-b")}>
        <SeatWords seat={seat} name={agent} watching={watching} short={narrow && writing} />
        {narrow && writing && <span className="flex-1" />}
        {(!narrow || writing) && <SeatButtons seat={seat} />}
        {!narrow && <span className="flex-1" />}
        {!narrow && tools}
      </div>
      <div
        className={cn(
          "min-h-0 flex-1 border-2 transition-colors",
          !narrow && "p-1.5",
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
      {writing && (
        <SoftKeyboard screen={screen} touched={seat.touch} onClose={() => setSoft(false)} />
      )}
      {narrow && !writing && (
        <div className={cn(bar, "h-12 border-t [&_[role=toolbar]_button]:size-9")}>
          <SeatButtons seat={seat} />
          <span className="flex-1" />
          {tools}
        </div>
      )}
    </section>
  );
}
