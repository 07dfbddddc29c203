import { LoaderCircle, MonitorOff, WifiOff } from "lucide-react";
import {
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type ReactNode,
  type Ref,
} from "react";
import { cn } from "@/ui/cn";
import type { Size } from "./action";
import type { LinkState } from "./link";
import { placed, type Placed, type Zoom } from "./scale";
import type { Screen } from "./screen";
import { drawStill, stillSize } from "./stills";
import { useBox } from "./useBox";
import { useSmooth } from "./useSmooth";
import { useKeys } from "./useKeys";
import { useScreen } from "./useScreen";

export type LiveDesktopProps = {
  /** Where `POST` gives a ticket for the screen. */
  ticketPath: string;
  /** Whose desktop it is, for those who hear the page. */
  name: string;
  /** A connection that cannot touch, and gets no clipboard. */
  viewOnly?: boolean;
  /** Clicks and keys are held back for now, over a connection that could touch. */
  watching?: boolean;
  zoom?: Zoom;
  /** 0 to 9: how good photographs look. */
  quality?: number;
  /** Its size as far as it is known: nothing moves when the picture comes. */
  size?: Size | null;
  /** What a click, a key, a turn of the wheel or a paste by this person is told to. */
  onTouch?(): void;
  /** A text that was copied in the desktop. */
  onCopied?(text: string): void;
  onState?(state: LinkState): void;
  /** Drawn over the picture, in its place. */
  overlay?(place: Placed): ReactNode;
  ref?: Ref<LiveDesktopHandle>;
};

export type LiveDesktopHandle = {
  screen(): Screen | null;
  focus(): void;
  /** Lets go of the keys that are held down. */
  release(): void;
};

const NOTHING: Size = { width: 1280, height: 800 };
const ignore = () => {};

/** A desktop's screen, live: as large as its box allows, connected again by itself, its last picture meanwhile. */
export function LiveDesktop(props: LiveDesktopProps) {
  const { ticketPath, name, viewOnly = false, watching = false, zoom = "fit", quality = 6 } = props;
  const { onCopied = ignore, onTouch, onState, overlay, ref } = props;
  const target = useRef<HTMLDivElement>(null);
  const still = useRef<HTMLCanvasElement>(null);
  const [box, boxRef, ratio] = useBox<HTMLDivElement>();
  const options = { ticketPath, name: ticketPath, watchOnly: viewOnly, quality };
  const painted = useRef(ignore);
  const [first] = useState(() => stillSize(ticketPath));
  const [seen, setSeen] = useState(first !== null);
  const { state, size, screen } = useScreen(target, options, {
    copied: onCopied,
    painted: () => {
      setSeen(true);
      painted.current();
    },
  });
  const place = placed(box, size ?? props.size ?? first ?? NOTHING, zoom, ratio);
  const live = state.is === "live";
  const smooth = useSmooth(place, ratio, screen, painted, live);

  const active = live && !viewOnly && !watching;
  const release = useKeys(target, active);

  useImperativeHandle(ref, () => ({
    screen: () => screen.current,
    focus: () => screen.current?.focus(),
    release,
  }));
  useLayoutEffect(() => {
    if (still.current !== null && !live) drawStill(ticketPath, still.current);
  }, [ticketPath, live]);
  useEffect(() => {
    if (screen.current !== null) screen.current.watching = watching;
  }, [screen, watching, live]);
  useEffect(() => onState?.(state), [onState, state]);
  useTouches(target, active ? onTouch : undefined);

  return (
    <div
      ref={boxRef}
      className={cn("relative size-full", zoom === "full" ? "overflow-auto" : "overflow-hidden")}
    >
      <div
        className={cn("absolute overflow-hidden", seen ? "bg-black" : "animate-pulse bg-muted")}
        style={{ left: place.left, top: place.top, width: place.width, height: place.height }}
      >
        <canvas
          ref={still}
          aria-hidden
          width={0}
          height={0}
          className={cn(
            "absolute inset-0 size-full transition-[filter,opacity] duration-150",
            !live && "opacity-50 saturate-50 delay-300",
          )}
        />
        {smooth !== null && (
          <canvas
            ref={smooth}
            aria-hidden
            className={cn("absolute inset-0 size-full", !live && "hidden")}
          />
        )}
        <div
          ref={target}
          role="group"
          aria-roledescription="screen"
          aria-label={`${name}'s screen`}
          aria-description={
            active ? "Enter types into it, control alt escape leaves it" : undefined
          }
          tabIndex={active ? 0 : undefined}
          className={cn(
            "absolute inset-0 focus-visible:-outline-offset-2 [&_canvas]:block",
            active && "touch-none",
            place.crisp && "[&_canvas]:[image-rendering:pixelated]",
            smooth !== null && live && "opacity-0",
            !live && "pointer-events-none",
          )}
        />
        {overlay?.(place)}
        {!live && <LinkWords state={state} small={place.width < 420} />}
      </div>
    </div>
  );
}

/** What is the matter with the connection, over the last picture. */
function LinkWords({ state, small }: { state: LinkState; small: boolean }) {
  if (state.is === "live" || state.is === "asleep") return null;
  const over = state.is === "over";
  return (
    <div
      role="status"
      className="absolute inset-0 grid place-items-center p-2 transition-opacity delay-300 starting:opacity-0"
    >
      <div className="flex max-w-sm items-center gap-2 rounded-lg bg-black/75 px-3 py-2 text-white">
        {over ? (
          <MonitorOff className="size-4 shrink-0" aria-hidden />
        ) : state.is === "waiting" ? (
          <WifiOff className="size-4 shrink-0" aria-hidden />
        ) : (
          <LoaderCircle className="size-4 shrink-0 animate-spin" aria-hidden />
        )}
        <span className={small ? "text-2xs" : "text-sm"}>
          {over && state.words}
          {state.is === "connecting" && "Connecting …"}
          {state.is === "waiting" && (small ? "Reconnecting …" : `${state.words} Reconnecting …`)}
        </span>
      </div>
    </div>
  );
}

/** Notices what this person does in the desktop; a pointer that only passes over does nothing. */
function useTouches(target: { current: HTMLElement | null }, told: (() => void) | undefined) {
  useEffect(() => {
    const element = target.current;
    if (element === null || told === undefined) return;
    const kinds = ["mousedown", "touchstart", "keydown", "wheel"] as const;
    const listener = (event: Event) => event.target instanceof HTMLCanvasElement && told();
    const how = { capture: true, passive: true };
    kinds.forEach((kind) => element.addEventListener(kind, listener, how));
    return () => kinds.forEach((kind) => element.removeEventListener(kind, listener, true));
  }, [target, told]);
}
