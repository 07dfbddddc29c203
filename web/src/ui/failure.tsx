import { TriangleAlert } from "lucide-react";
import { told } from "@/api/rest";
import { Button } from "./button";

/** What went wrong, in words, and another try. */
export function Failure({ error, again }: { error: unknown; again(): void }) {
  return (
    <div role="alert" className="flex items-center gap-2 rounded-card border bg-card p-4">
      <TriangleAlert aria-hidden className="size-4 shrink-0 text-destructive" />
      <span className="flex-1">{told(error)}</span>
      <Button onClick={again}>Try again</Button>
    </div>
  );
}
