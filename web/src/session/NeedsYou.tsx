import { Hand, ShieldQuestion } from "lucide-react";
import { send, sessionPath } from "@/api/rest";
import { hue } from "@/agent/hue";
import { Button } from "@/ui/button";
import { clock, exactly } from "@/ui/format";
import { AtBudget } from "./AtBudget";
import { Question } from "./Question";
import { useSession } from "./store";
import { useNow } from "@/ui/now";
import { useOrder } from "./useOrder";
import type { ApprovalView } from "./view";

/** What waits for a person, above everything else; each in a line of its own. */
export function NeedsYou() {
  const approvals = useSession((fold) => fold.orders.approvals());
  const questions = useSession((fold) => fold.orders.questions());
  const reached = useSession((fold) => fold.orders.budgets.reached());
  const paused = useSession((fold) => fold.orders.paused?.until ?? null);
  return (
    // Many at once leave room for the work.
    <div className="max-h-[45dvh] shrink-0 max-md:max-h-[35dvh] overflow-y-auto">
      {approvals.map((approval) => (
        <Approval key={approval.id} approval={approval} />
      ))}
      {reached.map((budget) => (
        <AtBudget key={`${budget.task} ${budget.limit}`} reached={budget} />
      ))}
      {questions.map((question) => (
        <Question key={question.id} question={question} />
      ))}
      {/* At a budget it is the budget that has to be raised. */}
      {paused !== null && !reached.some((it) => it.task === null) && <Paused until={paused} />}
    </div>
  );
}

/** The look of one such line. */
export const LINE =
  "flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-warning/40 bg-warning-soft px-3 py-2";

function Approval({ approval }: { approval: ApprovalView }) {
  const session = useSession((_, store) => store.id);
  const name = useSession((fold) => fold.nameOf(approval.agent));
  const answer = useOrder((allow: boolean) =>
    send("POST", sessionPath(session, "approvals", approval.id), { allow }),
  );
  return (
    <section aria-label={`${name} needs you`} className={LINE}>
      <ShieldQuestion className="size-5 shrink-0 text-warning" aria-hidden />
      <div className="min-w-0 flex-1 basis-60">
        <p className="flex flex-wrap items-center gap-x-2">
          <span
            aria-hidden
            className="size-2 rounded-full"
            style={{ background: hue(approval.agent) }}
          />
          <span role="alert">
            <strong className="font-semibold">{name} needs you</strong>{" "}
            <span className="text-muted-foreground">may it do this?</span>
          </span>
          <Left until={approval.until} otherwise="no answer is no" />
        </p>
        <p className="max-h-24 overflow-y-auto font-mono text-xs whitespace-pre-wrap wrap-anywhere">
          {approval.words}
        </p>
        {answer.error !== null && <p className="text-destructive">{answer.error}</p>}
      </div>
      <div className="flex gap-2">
        <Button disabled={answer.busy} onClick={() => void answer.run(false)}>
          Don’t allow
        </Button>
        <Button variant="primary" disabled={answer.busy} onClick={() => void answer.run(true)}>
          Allow
        </Button>
      </div>
    </section>
  );
}

function Paused({ until }: { until: string }) {
  const session = useSession((_, store) => store.id);
  const resume = useOrder(() => send("POST", sessionPath(session, "resume")));
  return (
    <section aria-label="Paused" className={LINE}>
      <Hand className="size-5 shrink-0 text-warning" aria-hidden />
      <p className="min-w-0 flex-1 basis-48">
        <strong className="font-semibold">Paused.</strong> No agent begins anything new.{" "}
        <Left until={until} otherwise="then the session fails" />
        {resume.error !== null && <span className="text-destructive"> {resume.error}</span>}
      </p>
      <Button variant="primary" disabled={resume.busy} onClick={() => void resume.run()}>
        Resume
      </Button>
    </section>
  );
}

/** How long there still is, and what happens afterwards. */
export function Left({ until, otherwise }: { until: string | null; otherwise: string }) {
  const now = useNow(until !== null);
  if (until === null) return null;
  const left = Date.parse(until) - now;
  return (
    <span className="tabular text-muted-foreground" title={exactly(until)}>
      {left > 0 ? `${clock(left)} left` : "time is up"}; {otherwise}
    </span>
  );
}
