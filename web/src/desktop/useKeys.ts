import { useCallback, useEffect, type RefObject } from "react";

/**
 * A desktop's picture takes every key, also those that lead out of it: so it is entered with Enter and left with
 * ctrl+alt+escape. The answer lets go of what is held down, as leaving does: keys must not stay pressed over there.
 */
export function useKeys(target: RefObject<HTMLElement | null>, live: boolean): () => void {
  const release = useCallback(() => {
    const element = target.current;
    const canvas = element?.querySelector("canvas");
    if (!element || !canvas) return;
    for (const code of held.get(element) ?? []) {
      canvas.dispatchEvent(new KeyboardEvent("keyup", { code, bubbles: true }));
    }
  }, [target]);

  useEffect(() => {
    const element = target.current;
    if (element === null || !live) return;
    const down = new Set<string>();
    held.set(element, down);
    const onKey = (event: KeyboardEvent) => {
      if (event.target === element) {
        if (event.key !== "Enter") return;
        event.preventDefault();
        element.querySelector("canvas")?.focus({ preventScroll: true });
      } else if (event.key === "Escape" && event.ctrlKey && event.altKey) {
        event.preventDefault();
        event.stopPropagation();
        element.focus({ preventScroll: true });
      } else down.add(event.code);
    };
    const onUp = (event: KeyboardEvent) => void down.delete(event.code);
    element.addEventListener("keydown", onKey, true);
    element.addEventListener("keyup", onUp, true);
    element.addEventListener("focusout", release);
    return () => {
      element.removeEventListener("keydown", onKey, true);
      element.removeEventListener("keyup", onUp, true);
      element.removeEventListener("focusout", release);
      held.delete(element);
    };
  }, [target, live, release]);
  return release;
}

const held = new WeakMap<HTMLElement, Set<string>>();
