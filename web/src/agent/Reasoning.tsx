import { ChevronRight } from "lucide-react";
import { cn } from "@/ui/cn";

/** About what two lines hold. Longer than this it is folded. */
const SHORT = 90;

export function isLong(text: string): boolean {
  return text.length > SHORT || text.includes("\n");
}

type Props = {
  text: string;
  /** What came out of a command or a file; empty when there is nothing to show of it. */
  output: string;
  open: boolean;
  toggle(): void;
  tabbable: boolean;
};

/** Why: the model's own words, two lines of them until it is unfolded. Text, whatever stands in it. */
export function Reasoning({ text, output, open, toggle, tabbable }: Props) {
  if (text === "" && output === "") return null;
  const folds = isLong(text) || output !== "";
  const words =
    text === "" ? (
      "Output"
    ) : open ? (
      <span className="block max-w-[72ch] whitespace-pre-wrap">{text}</span>
    ) : (
      <span className="line-clamp-2">{text.replace(/\s+/g, " ")}</span>
    );
  if (!folds) return <p className="text-xs text-muted-foreground wrap-anywhere">{words}</p>;
  return (
    <div className="text-xs text-muted-foreground wrap-anywhere">
      <button
        type="button"
        tabIndex={tabbable ? 0 : -1}
        aria-expanded={open}
        onClick={toggle}
        className="-mx-1 flex w-[calc(100%+0.5rem)] items-start rounded px-1 text-left hover:bg-muted hover:text-foreground"
      >
        <span className="min-w-0 flex-1">{words}</span>
        <ChevronRight
          aria-hidden
          className={cn("mt-0.5 size-3 shrink-0 transition-transform", open && "rotate-90")}
        />
      </button>
      {open && output !== "" && (
        <pre className="mt-1 rounded-md border bg-muted/50 px-2 py-1 font-mono text-2xs whitespace-pre-wrap text-foreground wrap-anywhere">
          {output}
        </pre>
      )}
    </div>
  );
}
