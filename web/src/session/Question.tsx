import { MessageCircleQuestion, Send } from "lucide-react";
import { useId, useState, type KeyboardEvent } from "react";
import { hue } from "@/agent/hue";
import { send, sessionPath } from "@/api/rest";
import { Button } from "@/ui/button";
import { number } from "@/whiteboard/words";
import { Left, LINE } from "./NeedsYou";
import { useSession } from "./store";
import { useOrder } from "./useOrder";
import type { QuestionView } from "./view";

/** Takes a result although a check disputes it: what the server understands so. */
const ACCEPT = "accept";

/** What each kind of question is, and what comes of it when nobody answers. */
const KINDS: Record<QuestionView["why"], { asks: string; hint: string; otherwise: string }> = {
  agent: { asks: "asks you", hint: "Your answer", otherwise: "then it goes on without an answer" },
  stuck: { asks: "gets nowhere and asks you", hint: "What to try", otherwise: "then it gives up" },
  disputed: {
    asks: "says it is done, a check says it is not",
    hint: "What is missing",
    otherwise: "then the task fails",
  },
};

/** An agent that waits for a person's words. */
export function Question({ question }: { question: QuestionView }) {
  const session = useSession((_, store) => store.id);
  const name = useSession((fold) => fold.nameOf(question.agent));
  const [text, setText] = useState("");
  const [sent, setSent] = useState(false);
  const id = useId();
  const answer = useOrder(async (words: string) => {
    await send("POST", sessionPath(session, "questions", question.id), { text: words });
    // It goes away when the fact of it arrives.
    setSent(true);
  });
  const kind = KINDS[question.why];
  const still = answer.busy || sent;

  function submit() {
    if (text.trim() !== "" && !still) void answer.run(text.trim());
  }
  function pressed(event: KeyboardEvent) {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    submit();
  }

  return (
    <section aria-label={`${name} asks you`} className={LINE}>
      <MessageCircleQuestion className="size-5 shrink-0 self-start text-warning" aria-hidden />
      <div className="min-w-0 flex-1 basis-60">
        <p className="flex flex-wrap items-center gap-x-2" role="alert">
          <span
            aria-hidden
            className="size-2 rounded-full"
            style={{ background: hue(question.agent) }}
          />
          <strong className="font-semibold">{name} needs you</strong>
          <span className="text-muted-foreground">
            task {number(question.task)}: it {kind.asks}
          </span>
        </p>
        <p
          id={`${id}-text`}
          className="max-h-32 max-w-[72ch] overflow-y-auto py-0.5 whitespace-pre-wrap wrap-anywhere"
        >
          {question.text}
        </p>
        <Left until={question.until} otherwise={kind.otherwise} />
        {answer.error !== null && (
          <p role="alert" className="text-destructive">
            {answer.error}
          </p>
        )}
      </div>
      <form
        className="flex min-w-0 flex-1 basis-72 items-end gap-2 self-start"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <label htmlFor={id} className="sr-only">
          {kind.hint}, to {name}
        </label>
        <textarea
          id={id}
          rows={2}
          value={text}
          disabled={sent}
          placeholder={`${kind.hint} …`}
          aria-describedby={`${id}-text`}
          onChange={(event) => {
            setText(event.target.value);
            answer.forget();
          }}
          onKeyDown={pressed}
          className="field-sizing-content max-h-40 min-h-13 min-w-0 flex-1 resize-none rounded-md border bg-card px-2.5 py-1.5 outline-none placeholder:text-muted-foreground focus:border-ring"
        />
        <span className="flex shrink-0 flex-col gap-1.5">
          <Button type="submit" variant="primary" disabled={still || text.trim() === ""}>
            <Send /> {sent ? "Sent" : "Answer"}
          </Button>
          {question.why === "disputed" && (
            <Button
              disabled={still}
              title="The result counts as it is, and stays marked as disputed"
              onClick={() => void answer.run(ACCEPT)}
            >
              Accept as it is
            </Button>
          )}
        </span>
      </form>
    </section>
  );
}
