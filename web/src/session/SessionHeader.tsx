import { ArrowLeft, ChevronDown, Hand } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Link } from "wouter";
import { sessionLook } from "@/replay/states";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { cn } from "@/ui/cn";
import { Skeleton } from "@/ui/skeleton";
import { Controls } from "./Controls";
import { Figures } from "./Figures";
import { useSession } from "./store";
import { hasEnded } from "./view";

/** What the session is about, how it stands, what it took, and what a person can do about it. */
export function SessionHeader() {
  const known = useSession((fold) => fold.opened !== null);
  const ended = useSession((fold) => hasEnded(fold.status()));
  const top = useRef<HTMLElement>(null);
  // Whoever comes from another page by keyboard begins at the top of this one.
  useEffect(() => {
    if (document.activeElement === document.body) top.current?.focus();
  }, []);
  return (
    <header
      ref={top}
      tabIndex={-1}
      className="relative outline-none z-20 flex min-h-12 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 px-2 py-1.5 md:flex-nowrap md:px-3"
    >
      <Button asChild variant="ghost" size="icon-sm">
        <Link href="/" aria-label="Home" title="Home">
          <ArrowLeft />
        </Link>
      </Button>
      {known ? (
        <>
          <Prompt />
          <State />
          <Figures />
          {!ended && <Controls />}
        </>
      ) : (
        <>
          <Skeleton className="h-5 w-2/5" />
          <span className="flex-1" />
          <Skeleton className="h-5 w-56 max-md:hidden" />
        </>
      )}
    </header>
  );
}

/** The latest prompt in one line; a click unfolds all of them. */
function Prompt() {
  const [open, setOpen] = useState(false);
  const prompts = useSession((fold) => fold.prompts);
  const last = useSession((fold) => fold.prompts.at(-1) ?? "");
  return (
    <div className="min-w-0 flex-1">
      <h1 className="min-w-0">
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="flex max-w-full items-center gap-1 rounded-md px-1 text-left text-base font-medium hover:bg-muted"
        >
          <span className="truncate">{last}</span>
          <ChevronDown
            aria-hidden
            className={cn(
              "size-4 shrink-0 text-muted-foreground transition-transform",
              open && "rotate-180",
            )}
          />
        </button>
      </h1>
      {open && (
        <div className="absolute inset-x-2 top-full max-h-[60vh] overflow-y-auto rounded-card border bg-card p-4 shadow-lg md:inset-x-10">
          <ol className="flex max-w-[72ch] flex-col gap-3">
            {prompts.map((prompt, i) => (
              <li key={i} className="text-base whitespace-pre-wrap wrap-anywhere">
                {i > 0 && <p className="text-xs text-muted-foreground">then, to go on</p>}
                {prompt}
              </li>
            ))}
          </ol>
        </div>
      )}
    </div>
  );
}

const NEEDED = { icon: Hand, word: "Needs you", tone: "text-warning" };

function State() {
  const status = useSession((fold) => fold.status());
  const asked = useSession((fold) => fold.orders.waiting() > 0);
  const { icon: Icon, word, tone } = asked && status === "running" ? NEEDED : sessionLook(status);
  return (
    <Badge role="status" className={cn("h-6 text-xs", tone)}>
      <Icon className="size-3.5" aria-hidden />
      {word}
    </Badge>
  );
}
