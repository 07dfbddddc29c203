import { useEffect, type RefObject } from "react";

/** ctrl+k (or cmd+k) and, outside of text fields, "/" put the caret into the prompt. */
export function usePromptKeys(prompt: RefObject<HTMLTextAreaElement | null>): void {
  useEffect(() => {
    function pressed(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.altKey) return;
      const command = event.ctrlKey || event.metaKey;
      const wanted = command
        ? event.key.toLowerCase() === "k"
        : event.key === "/" && !isTextField(event.target);
      if (!wanted) return;
      event.preventDefault();
      prompt.current?.focus();
    }
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, [prompt]);
}

function isTextField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input, textarea, select"))
  );
}
