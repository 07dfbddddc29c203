import { ArrowDown, ArrowUp, GripVertical, Link2, Trash2 } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { Button } from "@/ui/button";
import { cn } from "@/ui/cn";
import { Menu, MenuLabel } from "@/ui/menu";
import { waitingFor, type Draft, type Edit } from "./review";

const FIELD =
  "field-sizing-content max-h-40 min-w-0 resize-none rounded-md border border-transparent bg-transparent px-2 py-1 placeholder:text-muted-foreground hover:border-border focus:border-ring focus:bg-card focus:outline-none";

type Props = {
  draft: Draft;
  index: number;
  plan: Draft[];
  edit(edit: Edit): void;
  dragged: string | null;
  setDragged(key: string | null): void;
};

/** One task of the plan under review: its text, its place, what it waits for. */
export function DraftRow({ draft, index, plan, edit, dragged, setDragged }: Props) {
  const name = `task ${index + 1}`;
  const numbers = draft.dependsOn
    .map((key) => plan.findIndex((it) => it.key === key) + 1)
    .sort((a, b) => a - b);
  return (
    <li
      onDragOver={(event) => {
        if (dragged === null || dragged === draft.key) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = "move";
      }}
      onDrop={(event) => {
        event.preventDefault();
        if (dragged !== null) edit({ type: "place", key: dragged, before: draft.key });
        setDragged(null);
      }}
      className={cn(
        "flex flex-wrap items-start justify-end gap-1 rounded-md px-1 py-1 focus-within:bg-muted",
        dragged === draft.key && "opacity-50",
      )}
    >
      <span
        aria-hidden
        draggable
        onDragStart={(event) => {
          event.dataTransfer.effectAllowed = "move";
          setDragged(draft.key);
        }}
        onDragEnd={() => setDragged(null)}
        className="cursor-grab pt-1.5 text-muted-foreground max-md:hidden"
      >
        <GripVertical className="size-4" />
      </span>
      <span className="tabular w-5 pt-1 text-right text-muted-foreground">{index + 1}</span>
      <span className="flex min-w-0 flex-1 basis-[calc(100%-2rem)] flex-col md:basis-0">
        <textarea
          aria-label={`Description of ${name}`}
          value={draft.description}
          rows={1}
          placeholder="What is to be done?"
          autoFocus={draft.id === null && draft.description === ""}
          onChange={(event) =>
            edit({ type: "write", key: draft.key, description: event.target.value })
          }
          className={FIELD}
        />
        <span className="flex items-start pl-2 text-xs text-muted-foreground">
          <span aria-hidden className="shrink-0 py-0.75">
            Done when
          </span>
          <textarea
            aria-label={`How to tell that ${name} is done`}
            value={draft.done}
            rows={1}
            placeholder="nobody has said"
            onChange={(event) => edit({ type: "judge", key: draft.key, done: event.target.value })}
            className={cn(FIELD, "flex-1 px-1.5 py-0.5 text-foreground")}
          />
        </span>
      </span>
      <WaitsFor draft={draft} name={name} numbers={numbers} plan={plan} edit={edit} />
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={`Move ${name} up`}
        disabled={index === 0}
        onClick={() => edit({ type: "move", key: draft.key, by: -1 })}
      >
        <ArrowUp />
      </Button>
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={`Move ${name} down`}
        disabled={index === plan.length - 1}
        onClick={() => edit({ type: "move", key: draft.key, by: 1 })}
      >
        <ArrowDown />
      </Button>
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={`Remove ${name}`}
        onClick={() => edit({ type: "drop", key: draft.key })}
      >
        <Trash2 />
      </Button>
    </li>
  );
}

type WaitsProps = Pick<Props, "draft" | "plan" | "edit"> & { name: string; numbers: number[] };

function WaitsFor({ draft, name, numbers, plan, edit }: WaitsProps) {
  const never = waitingFor(plan, draft.key);
  return (
    <Menu
      align="end"
      trigger={
        <Button variant="ghost" size="sm" className="text-muted-foreground">
          <Link2 />
          <span className="sr-only">{name} </span>
          {numbers.length === 0 ? "waits for nothing" : `after ${numbers.join(", ")}`}
        </Button>
      }
    >
      <MenuLabel>It begins when these are done</MenuLabel>
      {plan.map((other, index) =>
        other.key === draft.key ? null : (
          <DropdownMenu.CheckboxItem
            key={other.key}
            checked={draft.dependsOn.includes(other.key)}
            disabled={!draft.dependsOn.includes(other.key) && never.has(other.key)}
            onSelect={(event) => event.preventDefault()}
            onCheckedChange={() => edit({ type: "depend", key: draft.key, on: other.key })}
            className="relative flex max-w-80 cursor-pointer items-center gap-2 rounded-md py-1.5 pr-2 pl-7 outline-none data-[disabled]:cursor-default data-[disabled]:opacity-50 data-[highlighted]:bg-muted"
          >
            <DropdownMenu.ItemIndicator className="absolute left-2">✓</DropdownMenu.ItemIndicator>
            <span className="truncate">
              {index + 1} {other.description || "(new task)"}
            </span>
          </DropdownMenu.CheckboxItem>
        ),
      )}
    </Menu>
  );
}
