import { cn } from "@/ui/cn";
import type { Told } from "./item";
import { isLong } from "./Reasoning";

/** What an agent tells people: text, whatever stands in it. Two lines until the step is unfolded. */
export function Telling({ told, open }: { told: Told; open: boolean }) {
  const { text, evidence, files } = told;
  const lines = open ? "whitespace-pre-wrap" : "line-clamp-2";
  return (
    <div className="max-w-[72ch] wrap-anywhere">
      {text !== "" && <p className={lines}>{text}</p>}
      {evidence !== "" && (
        <p className={cn("text-xs text-muted-foreground", lines)}>How it knows: {evidence}</p>
      )}
      {files.length > 0 && (
        <p className={cn("text-xs text-muted-foreground", lines)}>
          Files: <span className="font-mono text-2xs">{files.join(", ")}</span>
        </p>
      )}
    </div>
  );
}

export function unfoldsTold(told: Told | null): boolean {
  return told !== null && [told.text, told.evidence].some(isLong);
}
