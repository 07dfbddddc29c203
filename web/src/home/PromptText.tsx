import { useLayoutEffect, type KeyboardEvent, type RefObject } from "react";

type Props = {
  ref: RefObject<HTMLTextAreaElement | null>;
  text: string;
  onChange(text: string): void;
  onSubmit(): void;
  onFiles(files: File[]): void;
  busy: boolean;
  refusal: string | null;
};

/** Where the prompt is typed: it grows with its text, Enter submits, Shift+Enter breaks the line. */
export function PromptText({ ref, text, onChange, onSubmit, onFiles, busy, refusal }: Props) {
  useLayoutEffect(() => {
    const area = ref.current;
    if (area === null) return;
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight}px`;
  }, [ref, text]);

  function pressed(event: KeyboardEvent<HTMLTextAreaElement>): void {
    // While an input method composes, Enter chooses a word; some browsers then say so by key code alone.
    const composing = event.nativeEvent.isComposing || event.keyCode === 229;
    if (event.key !== "Enter" || event.shiftKey || event.altKey || composing) return;
    event.preventDefault();
    onSubmit();
  }

  return (
    <textarea
      ref={ref}
      value={text}
      rows={3}
      autoFocus
      readOnly={busy}
      spellCheck={false}
      enterKeyHint="send"
      aria-label="What should get done?"
      aria-invalid={refusal !== null}
      aria-describedby={refusal === null ? undefined : "prompt-refusal"}
      placeholder="Describe it in your own words"
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={pressed}
      onPaste={(event) => {
        const files = [...event.clipboardData.files];
        if (files.length === 0) return;
        event.preventDefault();
        onFiles(files);
      }}
      className="max-h-[40vh] min-h-21 w-full resize-none bg-transparent px-4 pt-3.5 pb-1 text-[16px] leading-6 outline-none placeholder:text-muted-foreground read-only:opacity-60"
    />
  );
}
