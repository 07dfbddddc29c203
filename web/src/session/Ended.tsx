import { ArrowRight } from "lucide-react";
import { headline } from "@/replay/outcome";
import { sessionLook } from "@/replay/states";
import { Button } from "@/ui/button";
import { cn } from "@/ui/cn";
import { useSession } from "./store";

/** Says where it is told how it ended, to whoever still looks at a desktop. */
export function Ended({ see }: { see(): void }) {
  const status = useSession((fold) => fold.status());
  const reason = useSession((fold) => fold.reason);
  const tasks = useSession((fold) => fold.whiteboard.tasks());
  const { icon: Icon, word, tone } = sessionLook(status);
  const said = headline(status, reason, tasks);
  return (
    <p
      role="status"
      className="flex shrink-0 items-center gap-2 border-b bg-card px-3 py-1.5 text-muted-foreground"
    >
      <Icon aria-hidden className={cn("size-4 shrink-0", tone)} />
      <span className="min-w-0 flex-1 truncate">
        <strong className={cn("font-semibold", tone)}>{word}.</strong>{" "}
        {said.startsWith(word + " ") ? "" : said}
      </span>
      <Button size="sm" onClick={see}>
        See the summary <ArrowRight />
      </Button>
    </p>
  );
}
