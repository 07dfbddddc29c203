import type { Usage } from "@/event/event";
import { count, dollars, share, tokens } from "@/ui/format";

/** What one reply of the model took: tokens, how many of them the provider had kept, and money when its price is known. */
export function Spent({ usage }: { usage: Usage }) {
  const { input, output, cacheRead, microDollars } = usage;
  if (input + output === 0) return null;
  return (
    <span title={tokens(input, output, cacheRead)}>
      {count(input + output)} tokens
      {cacheRead > 0 && `, ${share(cacheRead, input)} cached`}
      {microDollars !== undefined && ` · ${dollars(microDollars / 1_000_000)}`}
    </span>
  );
}
