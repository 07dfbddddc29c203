import { ChevronDown, Send } from "lucide-react";
import { useId, useState } from "react";
import { send, sessionPath } from "@/api/rest";
import { Button } from "@/ui/button";
import { Menu, MenuChoice, MenuOption } from "@/ui/menu";
import { timeOfDay } from "@/ui/format";
import { readBy } from "./messages";
import { useEveryFact, useSession } from "./store";
import { useOrder } from "./useOrder";
import { hasEnded } from "./view";

const ALL = "all";

/** Writes to all agents, or to the one on screen; says when the last message was read. */
export function MessageBar({ agent }: { agent: string | null }) {
  const session = useSession((_, store) => store.id);
  const ended = useSession((fold) => hasEnded(fold.status()));
  const agents = useSession((fold) => fold.agents.all());
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<string | null>(null);
  const id = useId();
  const to = chosen ?? agent ?? ALL;
  const message = useOrder(() =>
    send("POST", sessionPath(session, "messages"), {
      text,
      ...(to === ALL ? {} : { agent: to }),
    }),
  );
  const name = agents.find((it) => it.id === to)?.name ?? "all agents";
  if (ended) return null;

  async function submit() {
    if (text.trim() !== "" && (await message.run())) setText("");
  }

  return (
    <form
      className="shrink-0 border-t p-2"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div className="flex items-end gap-1 rounded-lg border bg-card p-1 focus-within:border-ring">
        <label htmlFor={id} className="sr-only">
          Message to {name}
        </label>
        <textarea
          id={id}
          rows={1}
          value={text}
          placeholder={`Message to ${name} …`}
          onChange={(event) => {
            setText(event.target.value);
            message.forget();
          }}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            void submit();
          }}
          className="field-sizing-content max-h-32 min-h-7 min-w-0 flex-1 resize-none bg-transparent px-1.5 py-1 outline-none placeholder:text-muted-foreground"
        />
        {agents.length > 1 && (
          <Menu
            align="end"
            trigger={
              <Button variant="ghost" size="sm" aria-label={`To ${name}; choose whom to write to`}>
                to {to === ALL ? "all" : name} <ChevronDown />
              </Button>
            }
          >
            <MenuChoice value={to} onValueChange={setChosen}>
              <MenuOption value={ALL}>All agents</MenuOption>
              {agents.map((it) => (
                <MenuOption key={it.id} value={it.id}>
                  {it.name}
                </MenuOption>
              ))}
            </MenuChoice>
          </Menu>
        )}
        <Button
          type="submit"
          variant="primary"
          size="icon-sm"
          aria-label="Send message"
          disabled={text.trim() === "" || message.busy}
        >
          <Send />
        </Button>
      </div>
      <p className="min-h-4 px-1.5 pt-0.5 text-2xs text-muted-foreground" aria-live="polite">
        {message.error !== null ? (
          <span className="text-destructive">{message.error}</span>
        ) : (
          <LastMessage />
        )}
      </p>
    </form>
  );
}

function LastMessage() {
  const { fold } = useEveryFact();
  const last = fold.messages.at(-1);
  if (last === undefined)
    return <>Read at the next step. Enter sends, Shift+Enter breaks a line.</>;
  const names = readBy(last, fold.agents.all(), fold.asked).map((id) => fold.nameOf(id));
  return (
    <>
      Sent {timeOfDay(last.at)} to {fold.nameOf(last.agent)}
      {names.length === 0 ? ", not read yet" : `, read by ${names.join(", ")}`}
    </>
  );
}
