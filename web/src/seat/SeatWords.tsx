import { Hand, MousePointer2, User } from "lucide-react";
import { Button } from "@/ui/button";
import { cn } from "@/ui/cn";
import { clock } from "@/ui/format";
import type { Seat } from "./useSeat";

/** Who has the seat, and the one thing to do about it. Its height never changes. */
export function SeatWords({ seat, name }: { seat: Seat; name: string | null }) {
  const { sitting, seconds } = seat;
  const you = sitting === "you";
  const Icon = sitting === "agent" ? MousePointer2 : you ? Hand : User;
  return (
    <div className="flex min-w-0 flex-1 items-center gap-2">
      <p
        role="status"
        className={cn(
          "flex min-w-0 items-center gap-1.5",
          sitting === "agent" ? "text-muted-foreground" : "font-medium text-accent-foreground",
        )}
      >
        <Icon className="size-4 shrink-0" aria-hidden />
        <span className="truncate">{seat.trouble ?? words(sitting, name)}</span>
      </p>
      {seconds !== null && seat.trouble === null && (
        <span className="tabular hidden truncate text-muted-foreground sm:inline" role="timer">
          returns in {clock(seconds * 1_000)} without input
        </span>
      )}
      {seconds !== null && seat.trouble === null && (
        <span className="tabular text-muted-foreground sm:hidden" aria-hidden>
          {clock(seconds * 1_000)}
        </span>
      )}
      <SeatButtons seat={seat} />
    </div>
  );
}

function words(sitting: Seat["sitting"], name: string | null): string {
  if (sitting === "you") return "You have the seat";
  if (sitting === "person") return "A person has the seat";
  return name === null ? "Nobody has the seat" : `${name} has the seat`;
}

export function SeatButtons({ seat }: { seat: Seat }) {
  const mine = seat.sitting === "you";
  return (
    <span className="flex shrink-0 items-center gap-1">
      {!mine && (
        <Button size="sm" onClick={seat.take} disabled={seat.busy}>
          Take over
        </Button>
      )}
      {seat.sitting !== "agent" && (
        <Button
          size="sm"
          variant={mine ? "primary" : "outline"}
          onClick={seat.handBack}
          disabled={seat.busy}
        >
          Hand back
        </Button>
      )}
    </span>
  );
}
