import { useCallback, useEffect, useState } from "react";

export type FullScreen = { on: boolean; toggle(): void };

/** Keys that the browser or the system would take for itself, as far as it lets a page have them. */
const KEYS = ["Escape", "MetaLeft", "MetaRight", "AltLeft", "AltRight", "Tab", "F11"];

type Lockable = { keyboard?: { lock(keys: string[]): Promise<void>; unlock(): void } };

/**
 * The whole page is what fills the screen, and one pane fills the page: menus and words beside pointers stay visible.
 * F11 and ctrl+alt+enter are its keys. Where a page may not fill the screen (some phones), the pane fills the window.
 */
export function useFullScreen(): FullScreen {
  const [on, setOn] = useState(false);
  const toggle = useCallback(() => {
    const { keyboard } = navigator as Navigator & Lockable;
    if (on) {
      keyboard?.unlock();
      if (document.fullscreenElement !== null) void document.exitFullscreen();
      setOn(false);
      return;
    }
    setOn(true);
    document.documentElement.requestFullscreen?.().then(
      () => void keyboard?.lock(KEYS).catch(() => {}),
      () => {},
    );
  }, [on]);

  useEffect(() => {
    const changed = () => {
      if (document.fullscreenElement === null) setOn(false);
    };
    const onKey = (event: KeyboardEvent) => {
      const ours = event.key === "F11" || (event.key === "Enter" && event.ctrlKey && event.altKey);
      if (!ours || event.getModifierState("AltGraph")) return;
      event.preventDefault();
      event.stopPropagation();
      toggle();
    };
    document.addEventListener("fullscreenchange", changed);
    document.addEventListener("keydown", onKey, true);
    return () => {
      document.removeEventListener("fullscreenchange", changed);
      document.removeEventListener("keydown", onKey, true);
    };
  }, [toggle]);
  useEffect(
    () => () => {
      if (document.fullscreenElement !== null) void document.exitFullscreen();
    },
    [],
  );
  return { on, toggle };
}
