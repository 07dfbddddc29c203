import { Check, ClipboardCopy, Clipboard as Icon } from "lucide-react";
import { Popover } from "radix-ui";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/ui/button";
import { cn } from "@/ui/cn";
import { bytes } from "@/ui/format";
import { CLIPBOARD_BYTES, type Screen } from "./screen";
import type { Clipboard } from "./useClipboard";

type Props = {
  clipboard: Clipboard;
  screen(): Screen | null;
  touched(): void;
  disabled: boolean;
};

/** As many characters as are typed one by one; more would take minutes. */
const TYPED_AT_MOST = 5_000;
/** As much of a copied text as is shown; all of it is copied. */
const SHOWN = 2_000;

/** Texts in both directions, for when the browser's own keys cannot. */
export function ClipboardButton({ clipboard, screen, touched, disabled }: Props) {
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  const { refused } = clipboard;
  const typing = useRef(false);
  useEffect(() => {
    if (refused === 0) return;
    // Nobody asked for it: the keys go on to the desktop.
    typing.current = true;
    setOpen(true);
  }, [refused]);
  const size = new Blob([text]).size;
  const tooLong = size > CLIPBOARD_BYTES;

  function sent(how: (screen: Screen) => void) {
    const to = screen();
    if (to === null) return;
    touched();
    how(to);
    setText("");
    setOpen(false);
    to.focus();
  }

  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label="Clipboard"
          title="Clipboard"
          className="relative"
        >
          <Icon />
          {clipboard.text !== null && !clipboard.taken && (
            <span aria-hidden className="absolute right-1 top-1 size-1.5 rounded-full bg-primary" />
          )}
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={6}
          collisionPadding={8}
          onOpenAutoFocus={(event) => {
            if (typing.current) event.preventDefault();
            typing.current = false;
          }}
          onCloseAutoFocus={(event) => event.preventDefault()}
          className="z-50 flex w-80 max-w-[calc(100vw-1rem)] flex-col gap-3 rounded-lg border bg-popover p-3 text-popover-foreground shadow-lg"
        >
          <CopiedThere clipboard={clipboard} />
          <label className="flex flex-col gap-1">
            <span className="text-xs text-muted-foreground">Paste into the desktop</span>
            <textarea
              value={text}
              onChange={(event) => setText(event.target.value)}
              rows={4}
              disabled={disabled}
              placeholder={disabled ? "Only watching." : "A text"}
              className="resize-y rounded-md border bg-background p-2 font-mono text-xs"
            />
          </label>
          <div className="flex items-center gap-2">
            <span
              className={cn("flex-1 text-2xs text-muted-foreground", tooLong && "text-destructive")}
            >
              {tooLong ? `${bytes(size)}: at most ${bytes(CLIPBOARD_BYTES)}` : ""}
            </span>
            <Button
              size="sm"
              disabled={disabled || text === "" || [...text].length > TYPED_AT_MOST}
              title="Types it as keys, for programs that do not paste"
              onClick={() => sent((to) => to.type(text))}
            >
              Type it
            </Button>
            <Button
              size="sm"
              variant="primary"
              disabled={disabled || text === "" || tooLong}
              title="Puts it into the desktop's clipboard and presses ctrl+v"
              onClick={() =>
                sent((to) => {
                  if (to.copy(text)) to.press("ctrl+v");
                })
              }
            >
              Paste
            </Button>
          </div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function CopiedThere({ clipboard }: { clipboard: Clipboard }) {
  const { text, taken, take } = clipboard;
  const [refused, setRefused] = useState(false);
  return (
    <div className="flex flex-col gap-1">
      <span className="text-xs text-muted-foreground">Copied in the desktop</span>
      {text === null ? (
        <p className="text-xs text-muted-foreground">Nothing yet.</p>
      ) : (
        <div className="flex items-start gap-2">
          <pre className="max-h-24 min-w-0 flex-1 overflow-auto whitespace-pre-wrap break-words rounded-md border bg-background p-2 font-mono text-xs">
            {text.slice(0, SHOWN)}
            {text.length > SHOWN && " …"}
          </pre>
          <Button
            size="sm"
            onClick={() => void take().then((done) => setRefused(!done))}
            disabled={taken}
          >
            {taken ? <Check /> : <ClipboardCopy />}
            {taken ? "Copied" : "Copy"}
          </Button>
        </div>
      )}
      {refused && (
        <p className="text-xs text-destructive">
          The browser does not allow it: select the text and copy it.
        </p>
      )}
    </div>
  );
}
