import { Hand, MousePointer2, User } from "lucide-react";
import { Button } from "@/ui/button";
import { cn } from "@/ui/cn";
import { clock } from "@/ui/format";
import type { Seat } from "./useSeat";

/** Who has the seat, and until when. */
export function SeatWords(props: {
  seat: Seat;
  name: string | null;
  watching: boolean;
  /** Where there is little room beside it. */
  short: boolean;
}) {
  const { sitting, seconds, trouble } = props.seat;
  const Icon = sitting === "agent" ? MousePointer2 : sitting === "you" ? Hand : User;
  return (
    <div className="flex min-w-0 items-center gap-2">
      <p
        role="status"
        className={cn(
          "flex min-w-0 items-center gap-1.5",
          sitting !== "agent" && "font-medium text-accent-foreground",
          trouble !== null && "text-destructive",
        )}
      >
        <Icon className="size-4 shrink-0" aria-hidden />
        <span className="truncate">{trouble ?? words(sitting, props.name)}</span>
      </p>
      {seconds !== null && trouble === null && (
        <span role="timer" className="tabular truncate text-muted-foreground">
          {props.short ? "" : "returns in "}
          {clock(seconds * 1_000)}
          {props.short ? "" : " without input"}
        </span>
      )}
      {props.watching && sitting === "agent" && (
        <span className="truncate text-muted-foreground">you only watch</span>
      )}
    </div>
  );
}

function words(sitting: Seat["sitting"], name: string | null): string {
  if (sitting === "you") return "You have the seat";
  if (sitting === "person") return "A person has the seat";
  return name === null ? "Nobody has the seat" : `${name} has the seat`;
}

/** The one thing to do about the seat. */
export function SeatButtons({ seat }: { seat: Seat }) {
  const mine = seat.sitting === "you";
  if (seat.gone) return null;
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
