import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import type { Choice } from "@/machine/machine";
import { Button } from "@/ui/button";
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuOption, MenuSeparator } from "@/ui/menu";
import { Skeleton } from "@/ui/skeleton";

type Props = {
  /** What is chosen: "Model". */
  what: string;
  icon: ReactNode;
  offered: Choice[] | undefined;
  chosen: string | null;
  onChange(name: string): void;
  /** What people call it. */
  label?(name: string): string;
};

/** One of what this machine offers. What does not work here is listed with the command that mends it. */
export function ChoiceMenu({ what, icon, offered, chosen, onChange, label = same }: Props) {
  if (offered === undefined) return <Skeleton className="h-8 w-26" />;
  const works = offered.filter((choice) => choice.missing.length === 0);
  const lacks = offered.filter((choice) => choice.missing.length > 0);
  return (
    <Menu
      trigger={
        <Button
          aria-label={`${what}: ${chosen === null ? "none works here" : label(chosen)}`}
          className="px-2 font-normal"
        >
          {icon}
          <span className="max-w-36 truncate">{chosen === null ? "none" : label(chosen)}</span>
          <ChevronDown className="size-3.5! text-muted-foreground" />
        </Button>
      }
    >
      <MenuLabel>{what}</MenuLabel>
      <MenuChoice value={chosen ?? ""} onValueChange={onChange}>
        {works.map((choice) => (
          <MenuOption key={choice.name} value={choice.name}>
            {label(choice.name)}
            {choice.isDefault && <span className="ml-auto text-2xs opacity-70">usual</span>}
          </MenuOption>
        ))}
      </MenuChoice>
      {lacks.map((choice) => (
        <MenuItem key={choice.name} disabled className="block pl-7 data-[disabled]:opacity-100">
          <div className="text-muted-foreground">{label(choice.name)} needs</div>
          {choice.missing.map((part) => (
            <div key={part.what} className="mt-0.5 max-w-72 text-2xs text-muted-foreground">
              {part.what}
              {part.remedy !== "" && (
                <code className="mt-0.5 block rounded bg-muted px-1.5 py-1 break-words whitespace-pre-wrap">
                  {part.remedy}
                </code>
              )}
            </div>
          ))}
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuItem asChild>
        <Link href="/settings" className="pl-7 text-muted-foreground">
          What this machine has and lacks
        </Link>
      </MenuItem>
    </Menu>
  );
}

const same = (name: string) => name;
