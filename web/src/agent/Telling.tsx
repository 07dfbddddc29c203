import { ChevronRight } from "lucide-react";
import { cn } from "@/ui/cn";
import type { Told } from "./item";
import { isLong } from "./Reasoning";

type Props = { told: Told; open: boolean; toggle(): void; tabbable: boolean };

/** What an agent tells people: text, whatever stands in it. Two lines of each until it is unfolded. */
export function Telling({ told, open, toggle, tabbable }: Props) {
  const { text, evidence, files } = told;
  const lines = cn("block", open ? "whitespace-pre-wrap" : "line-clamp-2");
  const words = (
    <>
      {text !== "" && <span className={lines}>{text}</span>}
      {evidence !== "" && (
        <span className={cn("text-xs text-muted-foreground", lines)}>How it knows: {evidence}</span>
      )}
      {files.length > 0 && (
        <span className={cn("text-xs text-muted-foreground", lines)}>
          Files: <span className="font-mono text-2xs">{files.join(", ")}</span>
        </span>
      )}
    </>
  );
  if (!unfoldsTold(told)) return <div className="max-w-[72ch] wrap-anywhere">{words}</div>;
  return (
    <button
      type="button"
      tabIndex={tabbable ? 0 : -1}
      aria-expanded={open}
      onClick={toggle}
      className="-mx-1 flex w-[calc(100%+0.5rem)] items-start rounded px-1 text-left wrap-anywhere hover:bg-muted"
    >
      <span className="max-w-[72ch] min-w-0 flex-1">{words}</span>
      <ChevronRight
        aria-hidden
        className={cn("mt-1 size-3 shrink-0 transition-transform", open && "rotate-90")}
      />
    </button>
  );
}

export function unfoldsTold(told: Told | null): boolean {
  return told !== null && [told.text, told.evidence].some(isLong);
}
