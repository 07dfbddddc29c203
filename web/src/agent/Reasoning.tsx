import { Sparkles } from "lucide-react";
import { useState } from "react";
import { cn } from "@/ui/cn";
import { duration } from "@/ui/format";

type Props = { text: string; thoughtMillis: number | null };

/** Longer than this it is folded at first. */
const SHORT = 110;

/** Why: the model's own words, two lines of them until it is unfolded. Text, whatever stands in it. */
export function Reasoning({ text, thoughtMillis }: Props) {
  const [open, setOpen] = useState(false);
  const long = text.length > SHORT || text.includes("\n");
  const words = (
    <span className={cn("whitespace-pre-wrap wrap-anywhere", !open && "line-clamp-2")}>
      {open ? text : text.replace(/\s+/g, " ")}
    </span>
  );
  return (
    <div className="mb-0.5 text-muted-foreground">
      {long ? (
        <button
          type="button"
          data-expands
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="w-full rounded text-left hover:text-foreground"
        >
          {words}
        </button>
      ) : (
        words
      )}
      {thoughtMillis !== null && thoughtMillis >= 1_000 && (
        <span className="tabular flex items-center gap-1 text-2xs">
          <Sparkles aria-hidden className="size-3" />
          thought for {duration(thoughtMillis)}
        </span>
      )}
    </div>
  );
}
