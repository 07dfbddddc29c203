import { worked } from "@/replay/outcome";
import { clock, count, dollars, plural, share, tokens } from "@/ui/format";
import { useSession } from "./store";
import { useNow } from "@/ui/now";
import { hasEnded } from "./view";

/** How long it has been, how many steps, how many tokens, and what it cost when that is known. */
export function Figures() {
  const status = useSession((fold) => fold.status());
  const runs = useSession((fold) => fold.runs);
  const steps = useSession((fold) => fold.used.steps);
  const input = useSession((fold) => fold.used.input);
  const output = useSession((fold) => fold.used.output);
  const cached = useSession((fold) => fold.used.cacheRead);
  const cost = useSession((fold) => fold.cost);
  const limit = useSession((fold) => fold.orders.budgets.limit()?.microDollars);
  const now = useNow(!hasEnded(status));
  return (
    <p className="tabular flex shrink-0 items-center gap-3 text-muted-foreground max-md:order-last max-md:w-full max-md:pl-9 max-md:text-xs">
      <time title="Time since it was given" className="min-w-[4ch] text-right">
        {clock(worked(runs, now))}
      </time>
      <span title="Replies of the models">{plural(steps, "step")}</span>
      {input + output > 0 && (
        <span title={tokens(input, output, cached)}>
          {count(input + output)} tokens
          {cached > 0 && <span className="max-xl:hidden">, {share(cached, input)} cached</span>}
        </span>
      )}
      {cost !== null ? (
        <span title="What the models' replies cost so far">
          {dollars(cost)}
          {limit !== undefined && ` of ${dollars(limit / 1_000_000)}`}
        </span>
      ) : (
        input + output > 0 && (
          <span title="No price is known for this model. MANYHANDS_PRICES can say it.">
            price unknown
          </span>
        )
      )}
    </p>
  );
}
