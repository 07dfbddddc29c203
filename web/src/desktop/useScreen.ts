import { useEffect, useRef, useState, type RefObject } from "react";
import type { Size } from "./action";
import { Link, type LinkState } from "./link";
import { prepareScreen, type Screen, type ScreenOptions } from "./screen";

/** A page that nobody sees keeps its connections for so long: switching back and forth costs nothing. */
const HIDDEN_FOR = 30_000;
/** A server that does not answer within this is gone, whatever its connection says. */
const ANSWERS_WITHIN = 5_000;
/** While connecting the question is whether it is worth waiting: asked again and again, so quickly over. */
const ANSWERS_NOW_WITHIN = 1_000;
const ASK_EVERY = 15_000;
const ASKED_LATELY = 1_000;

/** Keeps a screen connected to `target` for as long as the component is there and its page is seen. */
export function useScreen(
  target: RefObject<HTMLElement | null>,
  { ticketPath, name, watchOnly, quality }: ScreenOptions,
  told: { copied(text: string): void; painted(): void },
) {
  const [state, setState] = useState<LinkState>({ is: "connecting" });
  const [size, setSize] = useState<Size | null>(null);
  const screen = useRef<Screen | null>(null);
  const listener = useRef(told);
  useEffect(() => {
    listener.current = told;
  });
  useEffect(() => {
    const options = { ticketPath, name, watchOnly, quality };
    const link = new Link(
      {
        prepare: async (signal) => {
          const connect = await prepareScreen(target.current!, options, signal);
          return (events) => {
            screen.current = connect({
              ...events,
              sized: setSize,
              copied: (text) => listener.current.copied(text),
              painted: () => listener.current.painted(),
            });
            return screen.current;
          };
        },
        answers: () => answers(ANSWERS_NOW_WITHIN),
        later: (millis, then) => {
          const timer = setTimeout(then, millis);
          return () => clearTimeout(timer);
        },
      },
      setState,
    );
    link.wake();
    const unwatch = watchPage(link);
    return () => {
      unwatch();
      link.sleep();
      screen.current = null;
    };
  }, [target, ticketPath, name, watchOnly, quality]);
  return { state, size, screen };
}

/** Tells a link what happens to its page and the network. */
function watchPage(link: Link): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const seen = () => {
    clearTimeout(timer);
    if (document.hidden) timer = setTimeout(() => link.sleep(), HIDDEN_FOR);
    else if (link.state.is === "live") void doubt(link);
    else link.wake();
  };
  const network = () => (link.state.is === "live" ? void doubt(link) : link.renew());
  const again = setInterval(() => {
    if (!document.hidden && link.state.is === "live") void doubt(link);
  }, ASK_EVERY);
  document.addEventListener("visibilitychange", seen);
  window.addEventListener("online", network);
  window.addEventListener("offline", network);
  return () => {
    clearTimeout(timer);
    clearInterval(again);
    document.removeEventListener("visibilitychange", seen);
    window.removeEventListener("online", network);
    window.removeEventListener("offline", network);
  };
}

/** A connection can be dead without saying so, and a still picture looks the same: the server is asked now and then. */
async function doubt(link: Link): Promise<void> {
  if (!(await answersLately()) && link.state.is === "live") link.renew();
}

let asked: { at: number; answer: Promise<boolean> } | null = null;

/** One question for all screens of the page. */
function answersLately(): Promise<boolean> {
  const now = Date.now();
  if (asked === null || now - asked.at > ASKED_LATELY) {
    asked = { at: now, answer: answers(ANSWERS_WITHIN) };
  }
  return asked.answer;
}

async function answers(within: number): Promise<boolean> {
  try {
    await fetch("/health", { cache: "no-store", signal: AbortSignal.timeout(within) });
    return true;
  } catch {
    return false;
  }
}
