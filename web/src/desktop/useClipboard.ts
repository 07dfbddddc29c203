import { useCallback, useEffect, useRef, useState, type RefObject } from "react";
import type { Screen } from "./screen";

export type Clipboard = {
  /** The last text that was copied in the desktop; null when there was none. */
  text: string | null;
  /** Whether it is in this browser's clipboard, too. */
  taken: boolean;
  /** Copied by this person, but this browser wants to be asked: counts how often. */
  refused: number;
  copied(text: string): void;
  /** Puts it into this browser's clipboard; false when the browser does not allow that. */
  take(): Promise<boolean>;
};

/** A paste without a text to paste is a mere key; the browser says so by saying nothing. */
const PASTES_WITHIN = 60;

/** How long a copy takes at most to come from there to here. */
const COPIES_WITHIN = 3_000;

/**
 * Texts between this browser and a desktop. What is copied there comes here by itself only when this person has the
 * seat and pressed the keys for it: desktops also tell what is merely selected, and neither that nor an agent that
 * copies may replace what people have in their own clipboard and are about to paste.
 */
export function useClipboard(
  frame: RefObject<HTMLElement | null>,
  screen: () => Screen | null,
  release: () => void,
  mine: boolean,
  pasting: boolean,
  touched: () => void,
): Clipboard {
  const [text, setText] = useState<string | null>(null);
  const [taken, setTaken] = useState(false);
  const [refused, setRefused] = useState(0);
  const copying = useRef(0);
  const copied = useCallback(
    (copy: string) => {
      setText(copy);
      setTaken(false);
      if (!mine || Date.now() - copying.current > COPIES_WITHIN) return;
      void write(copy).then((done) => {
        setTaken(done);
        if (!done) setRefused((n) => n + 1);
      });
    },
    [mine],
  );
  const take = useCallback(async () => {
    const done = text !== null && (await write(text));
    setTaken(done);
    return done;
  }, [text]);

  useEffect(() => {
    const element = frame.current;
    if (element === null || !pasting) return;
    let waiting: { chord: string; timer: ReturnType<typeof setTimeout> } | null = null;
    const strike = (chord: string) =>
      chord.includes("+") ? screen()?.press(chord) : screen()?.tap(chord);
    const onKey = (event: KeyboardEvent) => {
      if (!(event.target instanceof HTMLCanvasElement)) return;
      if (copies(event)) copying.current = Date.now();
      const chord = pasteKey(event);
      if (chord === null) return;
      // Not prevented: the browser makes a paste of it, with the text and without asking for leave.
      event.stopPropagation();
      clearTimeout(waiting?.timer);
      if (event.metaKey) release();
      const timer = setTimeout(() => strike(chord), PASTES_WITHIN);
      waiting = { chord, timer };
    };
    const onPaste = (event: ClipboardEvent) => {
      if (waiting === null) return;
      event.preventDefault();
      clearTimeout(waiting.timer);
      const pasted = event.clipboardData?.getData("text/plain") ?? "";
      if (pasted !== "") screen()?.copy(pasted);
      touched();
      strike(waiting.chord);
      waiting = null;
    };
    element.addEventListener("keydown", onKey, true);
    document.addEventListener("paste", onPaste, true);
    return () => {
      clearTimeout(waiting?.timer);
      element.removeEventListener("keydown", onKey, true);
      document.removeEventListener("paste", onPaste, true);
    };
  }, [frame, screen, release, pasting, touched]);

  return { text, taken, refused, copied, take };
}

/** The key that pastes, with what is held down by hand already; the whole chord where that is another one here. */
function pasteKey(event: KeyboardEvent): string | null {
  if (event.repeat || event.altKey) return null;
  if (event.code === "KeyV" && event.metaKey) return "ctrl+v";
  if (event.code === "KeyV" && event.ctrlKey) return "v";
  if (event.code === "Insert" && event.shiftKey && !event.ctrlKey) return "insert";
  return null;
}

function copies({ code, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return (ctrlKey || metaKey) && (code === "KeyC" || code === "KeyX" || code === "Insert");
}

async function write(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
