import type { Usage } from "@/event/event";
import { count, dollars } from "@/ui/format";

/** What one reply of the model took: tokens, how many of them the provider had kept, and money when its price is known. */
export function Spent({ usage }: { usage: Usage }) {
  const { input, output, cacheRead, microDollars } = usage;
  if (input + output === 0) return null;
  const cached = input === 0 ? 0 : Math.round((100 * cacheRead) / input);
  return (
    <span
      title={`${input.toLocaleString()} tokens in, ${cacheRead.toLocaleString()} of them from the cache; ${output.toLocaleString()} out`}
    >
      {count(input + output)} tokens
      {cached > 0 && `, ${cached}% cached`}
      {microDollars !== undefined && ` · ${dollars(microDollars / 1_000_000)}`}
    </span>
  );
}
