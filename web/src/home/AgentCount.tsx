import { Ellipsis, Users } from "lucide-react";
import { cn } from "@/ui/cn";
import { Menu, MenuChoice, MenuOption } from "@/ui/menu";

/** So many stand side by side; more are in a menu. */
const IN_SIGHT = 4;

type Props = { count: number; most: number; onChange(count: number): void };

/** How many agents work at the same time, as one control. */
export function AgentCount({ count, most, onChange }: Props) {
  const near = numbers(1, Math.min(most, IN_SIGHT));
  const far = numbers(IN_SIGHT + 1, most);
  return (
    <fieldset className="flex h-8 items-center rounded-md border pl-2">
      <legend className="sr-only">Agents</legend>
      <Users aria-hidden className="mr-1.5 size-4 text-muted-foreground" />
      <span aria-hidden className="mr-1.5 hidden text-xs text-muted-foreground sm:inline">
        Agents
      </span>
      {near.map((number) => (
        <label key={number} className={cn(cell, number === count && chosen)}>
          <input
            type="radio"
            name="agents"
            value={number}
            checked={number === count}
            onChange={() => onChange(number)}
            aria-label={number === 1 ? "1 agent" : `${number} agents`}
            className="sr-only"
          />
          {number}
        </label>
      ))}
      {far.length > 0 && (
        <Menu
          trigger={
            <button
              type="button"
              aria-label={count > IN_SIGHT ? `${count} agents, change` : "More agents"}
              className={cn(cell, "outline-offset-0", count > IN_SIGHT && chosen)}
            >
              {count > IN_SIGHT ? count : <Ellipsis className="size-4" />}
            </button>
          }
        >
          <MenuChoice value={String(count)} onValueChange={(value) => onChange(Number(value))}>
            {far.map((number) => (
              <MenuOption key={number} value={String(number)}>
                {number} agents
              </MenuOption>
            ))}
          </MenuChoice>
        </Menu>
      )}
    </fieldset>
  );
}

const cell =
  "tabular relative grid h-7.5 w-7 cursor-pointer place-items-center rounded-[5px] text-sm text-muted-foreground hover:text-foreground has-focus-visible:outline-2 has-focus-visible:outline-ring";
const chosen = "bg-accent font-semibold text-accent-foreground hover:text-accent-foreground";

function numbers(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
}
