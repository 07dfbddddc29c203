import { ArrowDown, ArrowLeft, ArrowRight, ArrowUp, CornerDownLeft } from "lucide-react";
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from "react";
import { typed } from "./keys";
import type { Screen } from "./screen";

type Props = { screen(): Screen | null; touched(): void; onClose(): void };

const NAMED: Record<string, string> = {
  Enter: "enter",
  Tab: "tab",
  Escape: "escape",
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};
/** The field begins anew after so many characters: nobody reads it. */
const LONG = 200;

/** A field that opens a phone's keyboard and sends on what is typed, with the keys that phones lack. */
export function SoftKeyboard({ screen, touched, onClose }: Props) {
  const field = useRef<HTMLTextAreaElement>(null);
  const before = useRef("");
  useEffect(() => field.current?.focus(), []);

  function tap(name: string) {
    touched();
    screen()?.tap(name);
  }

  function onInput() {
    const element = field.current!;
    const { deleted, text } = typed(before.current, element.value);
    for (let i = 0; i < deleted; i++) tap("backspace");
    if (text !== "") {
      touched();
      screen()?.type(text);
    }
    if (element.value.length > LONG) element.value = "";
    before.current = element.value;
  }

  function onKey(event: KeyboardEvent) {
    const name = NAMED[event.key] ?? (event.key === "Backspace" && emptied() ? "backspace" : null);
    if (name === null || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (name === "enter" && field.current) before.current = field.current.value = "";
    tap(name);
  }

  const emptied = () => field.current?.value === "";
  const button = (name: string, label: string, face: ReactNode) => (
    <button
      type="button"
      aria-label={label}
      // The field keeps the focus, so that the keyboard stays open.
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => tap(name)}
      className="grid h-9 flex-1 place-items-center rounded-md border bg-card text-xs font-medium active:bg-muted [&_svg]:size-4"
    >
      {face}
    </button>
  );

  return (
    <div className="flex shrink-0 flex-col gap-1.5 border-t bg-background p-1.5">
      <div className="flex gap-1">
        {button("escape", "Escape", "Esc")}
        {button("tab", "Tab", "Tab")}
        {button("left", "Left", <ArrowLeft />)}
        {button("up", "Up", <ArrowUp />)}
        {button("down", "Down", <ArrowDown />)}
        {button("right", "Right", <ArrowRight />)}
        {button("enter", "Enter", <CornerDownLeft />)}
      </div>
      <div className="flex gap-1.5">
        <textarea
          ref={field}
          rows={1}
          aria-label="Type into the desktop"
          placeholder="Type into the desktop"
          autoCapitalize="off"
          autoCorrect="off"
          autoComplete="off"
          spellCheck={false}
          onInput={onInput}
          onKeyDown={onKey}
          // A smaller font makes some phones zoom in.
          className="h-9 min-w-0 flex-1 resize-none rounded-md border bg-card px-2 py-1.5 text-[16px]"
        />
        <button
          type="button"
          onClick={onClose}
          className="h-9 rounded-md border bg-card px-3 font-medium active:bg-muted"
        >
          Done
        </button>
      </div>
    </div>
  );
}
