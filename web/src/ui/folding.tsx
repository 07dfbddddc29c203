import { useId, useState } from "react";
import { cn } from "./cn";

/** About what four lines hold. */
const SHORT_CHARACTERS = 320;
const SHORT_LINES = 4;

export function isLong(text: string): boolean {
  return (
    text.length > SHORT_CHARACTERS || text.split("\n", SHORT_LINES + 2).length > SHORT_LINES + 1
  );
}

/** Text of a model or a person: never markup. What is long shows its beginning until it is asked for. */
export function Folding({ text, className }: { text: string; className?: string }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const long = isLong(text);
  return (
    <div className={className}>
      <p
        id={id}
        className={cn("whitespace-pre-wrap wrap-anywhere", long && !open && "line-clamp-4")}
      >
        {text}
      </p>
      {long && (
        <button
          type="button"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
          className="mt-0.5 rounded-sm text-xs font-medium text-primary hover:underline"
        >
          {open ? "Show less" : "Show all"}
        </button>
      )}
    </div>
  );
}
