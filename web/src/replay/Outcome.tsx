import { Paperclip, Play } from "lucide-react";
import type { ReactNode } from "react";
import type { SessionFold } from "@/session/fold";
import { hasEnded, type FileView, type SessionView } from "@/session/view";
import { Button } from "@/ui/button";
import { Card } from "@/ui/card";
import { cn } from "@/ui/cn";
import { bytes, count, dollars, duration, exactly, share, tokens } from "@/ui/format";
import { Folding } from "@/ui/folding";
import { standings } from "@/whiteboard/words";
import { advice, headline, worked } from "./outcome";
import { sessionLook } from "./states";

type Props = {
  fold: SessionFold;
  view: SessionView;
  now: number;
  /** Plays the session; null when there is nothing to see. */
  watch: (() => void) | null;
};

/** What was asked, how it ended, and what it took. */
export function Outcome({ fold, view, now, watch }: Props) {
  const look = sessionLook(view.status);
  const tasks = fold.whiteboard.tasks();
  const tip = advice(view.status, view.reason, tasks);
  const said = headline(view.status, view.reason, tasks);
  // "Stopped by a person." begins with the word itself.
  const twice = said.startsWith(look.word + " ");
  return (
    <Card className="overflow-hidden">
      <div className="flex gap-3 p-4 sm:p-5">
        <look.icon className={cn("mt-0.5 size-6 shrink-0", look.tone)} aria-hidden />
        <div className="min-w-0 flex-1">
          <p className="text-base">
            <strong className={cn("font-semibold", look.tone)}>
              {look.word}
              {!twice && "."}
            </strong>{" "}
            <span className="wrap-anywhere">{twice ? said.slice(look.word.length + 1) : said}</span>
          </p>
          {tip !== null && <p className="mt-0.5 text-muted-foreground">{tip}</p>}
          <Asked prompts={view.prompts} files={view.files} />
        </div>
        {watch !== null && (
          <Button onClick={watch} className="max-sm:hidden">
            <Play /> Watch it
          </Button>
        )}
      </div>
      <Figures fold={fold} view={view} now={now} />
    </Card>
  );
}

function Asked({ prompts, files }: { prompts: string[]; files: FileView[] }) {
  return (
    <div className="mt-4 max-w-[72ch]">
      <h3 className="text-xs font-medium text-muted-foreground">What was asked</h3>
      <ol className="mt-1 flex flex-col gap-2">
        {prompts.map((prompt, i) => (
          <li key={i} className="border-l-2 pl-3">
            {i > 0 && <span className="text-xs text-muted-foreground">then, to go on</span>}
            <Folding text={prompt} className="text-sm" />
            {i === 0 && files.length > 0 && (
              <ul aria-label="Files that came with it" className="mt-1 flex flex-wrap gap-1.5">
                {files.map((file) => (
                  <li
                    key={file.name}
                    className="flex items-center gap-1 rounded-md border px-1.5 text-2xs"
                  >
                    <Paperclip aria-hidden className="size-3 text-muted-foreground" />
                    <span className="font-mono wrap-anywhere">{file.name}</span>
                    <span className="tabular text-muted-foreground">{bytes(file.size)}</span>
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}

function Figures({ fold, view, now }: { fold: SessionFold; view: SessionView; now: number }) {
  const { verified, claimed, disputed } = standings(view.tasks);
  const all = view.tasks.filter((task) => !task.superseded).length;
  const { usage } = view;
  const when =
    view.createdAt === ""
      ? undefined
      : `from ${exactly(view.createdAt)}` +
        (view.endedAt === null ? "" : ` to ${exactly(view.endedAt)}`);
  return (
    <dl className="flex flex-wrap gap-px border-t bg-border">
      <Figure name={hasEnded(view.status) ? "Duration" : "So far"} title={when}>
        {duration(worked(fold.runs, now))}
      </Figure>
      <Figure name={view.agents.length === 1 ? "Agent" : "Agents"}>{view.agents.length}</Figure>
      <Figure name="Tasks done">
        {verified + claimed + disputed}{" "}
        <small>
          of {all}
          {verified > 0 && `, ${verified} verified`}
        </small>
      </Figure>
      <Figure name={usage.steps === 1 ? "Step" : "Steps"} title="replies of the model">
        {usage.steps}
      </Figure>
      <Figure name="Tokens" wide title={tokens(usage.input, usage.output, usage.cacheRead)}>
        {count(usage.input)}{" "}
        <small>
          in
          {usage.cacheRead > 0 && ` (${share(usage.cacheRead, usage.input)} cached)`}
        </small>{" "}
        {count(usage.output)} <small>out</small>
      </Figure>
      {fold.cost !== null ? (
        <Figure name="Cost">{dollars(fold.cost)}</Figure>
      ) : (
        usage.input + usage.output > 0 && (
          <Figure
            name="Cost"
            title="No price is known for this model. MANYHANDS_PRICES can say it."
          >
            <small>price unknown</small>
          </Figure>
        )
      )}
    </dl>
  );
}

function Figure({
  name,
  title,
  wide = false,
  children,
}: {
  name: string;
  title?: string;
  wide?: boolean;
  children: ReactNode;
}) {
  return (
    <div
      className={cn("flex-[1_1_8rem] bg-card px-4 py-3 sm:px-5", wide && "flex-[1_1_13rem]")}
      title={title}
    >
      <dt className="text-xs text-muted-foreground">{name}</dt>
      <dd className="tabular text-lg font-semibold tracking-tight [&_small]:text-xs [&_small]:font-normal [&_small]:text-muted-foreground">
        {children}
      </dd>
    </div>
  );
}
