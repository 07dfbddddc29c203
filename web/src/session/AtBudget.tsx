import { Wallet } from "lucide-react";
import { useId, useState } from "react";
import { send, sessionPath } from "@/api/rest";
import { Button } from "@/ui/button";
import { amount } from "@/ui/amount";
import { number } from "@/whiteboard/words";
import { again, inUnits, order, UNITS } from "./budget";
import { Left, LINE } from "./NeedsYou";
import { useSession } from "./store";
import { useOrder } from "./useOrder";
import type { ReachedBudget } from "./view";

/** A budget that is used up: what stands still because of it, and a field to raise it. */
export function AtBudget({ reached }: { reached: ReachedBudget }) {
  const session = useSession((_, store) => store.id);
  const name = useSession((fold) => (reached.agent === null ? null : fold.nameOf(reached.agent)));
  const [typed, setTyped] = useState(again(reached.what, reached.limit));
  const id = useId();
  const more = amount(typed);
  const raise = useOrder(() =>
    send("POST", sessionPath(session, "budget"), {
      ...(reached.task === null ? {} : { task: reached.task }),
      ...order(reached.what, more ?? 0),
    }),
  );
  const whose =
    reached.task === null
      ? "Paused at its budget"
      : `${name} stands still at the budget of task ${number(reached.task)}`;
  const ready = more !== null && !Number.isNaN(more) && !raise.busy;
  return (
    <section aria-label={whose} className={LINE}>
      <Wallet className="size-5 shrink-0 text-warning" aria-hidden />
      <div className="min-w-0 flex-1 basis-60">
        <p role="alert">
          <strong className="font-semibold">
            {whose}: {inUnits(reached.what, reached.limit)}.
          </strong>{" "}
          <span className="text-muted-foreground">Raise it, or stop.</span>
        </p>
        <Left
          until={reached.until}
          otherwise={reached.task === null ? "then the session fails" : "then the task fails"}
        />
        {raise.error !== null && (
          <p role="alert" className="text-destructive">
            {raise.error}
          </p>
        )}
      </div>
      <form
        className="flex items-center gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) void raise.run();
        }}
      >
        <label htmlFor={id}>Raise by {UNITS[reached.what].before}</label>
        <input
          id={id}
          aria-label={`Raise by, in ${UNITS[reached.what].word}`}
          inputMode="decimal"
          value={typed}
          maxLength={12}
          onChange={(event) => setTyped(event.target.value)}
          className="tabular h-8 w-24 rounded-md border bg-card px-2 focus:border-ring focus:outline-none"
        />
        <span>{UNITS[reached.what].after}</span>
        <Button type="submit" variant="primary" disabled={!ready}>
          {raise.busy ? "Raising …" : "Go on"}
        </Button>
      </form>
    </section>
  );
}
