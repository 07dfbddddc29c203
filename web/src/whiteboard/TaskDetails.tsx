import type { ReactNode } from "react";
import { Signature } from "@/agent/Signature";
import { useSession } from "@/session/store";
import { cn } from "@/ui/cn";
import { exactly, timeOfDay } from "@/ui/format";
import { Folding } from "@/ui/folding";
import { Findings, useFindings } from "./Findings";
import { TRUST } from "./look";
import type { Round } from "./rounds";
import type { Task } from "./whiteboard";

/** What there is to know of a task besides its text: how it is judged, what its agent found and claims, what a check said. */
export function TaskDetails({ task }: { task: Task }) {
  const findings = useFindings(task.id).length;
  const rounds = useSession((fold) => fold.rounds.of(task.id));
  const shown = rounds.at(-1);
  const ended = task.status === "completed" && shown?.result !== task.result;
  return (
    <dl className="flex flex-col gap-1.5 text-xs">
      {task.done !== null && (
        <Line name="Done when">
          <Folding text={task.done} />
        </Line>
      )}
      {findings > 0 && (
        <Line name={findings === 1 ? "Finding" : "Findings"}>
          <Findings task={task.id} />
        </Line>
      )}
      {rounds.map((round, i) => (
        <Claim key={round.seq} round={round} number={rounds.length > 1 ? i + 1 : null} />
      ))}
      {ended && task.result !== null && task.result !== "" && (
        <Line name="Result">
          <Folding text={task.result} />
        </Line>
      )}
      {task.reason !== null && (
        <Line name={task.status === "failed" ? "Failed" : "Why"}>
          <Folding
            text={task.reason}
            className={cn(task.status === "failed" && !task.superseded && "text-destructive")}
          />
        </Line>
      )}
      <Trust task={task} />
    </dl>
  );
}

export function Line({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <div className="grid gap-x-3 sm:grid-cols-[5.5rem_minmax(0,1fr)]">
      <dt className="text-muted-foreground">{name}</dt>
      <dd className="min-w-0 max-w-[72ch]">{children}</dd>
    </div>
  );
}

/** One round: what the agent says and how it knows, then what somebody else found. */
function Claim({ round, number }: { round: Round; number: number | null }) {
  const { result, evidence, artifacts, verdict } = round;
  return (
    <>
      <Line name={number === null ? "Claim" : `Claim ${number}`}>
        <span className="text-muted-foreground">
          <Signature agent={round.agent} /> says that it is done
          <At time={round.at} />
        </span>
        {result !== "" && <Folding text={result} />}
        {evidence !== "" && (
          <Folding text={`How it knows: ${evidence}`} className="text-muted-foreground" />
        )}
        {artifacts.length > 0 && (
          <p className="text-muted-foreground wrap-anywhere">
            Files: <span className="font-mono text-2xs">{artifacts.join(", ")}</span>
          </p>
        )}
      </Line>
      <Line name={number === null ? "Check" : `Check ${number}`}>
        {verdict === null ? (
          <span className="text-muted-foreground">no answer yet</span>
        ) : (
          <Verdict verdict={verdict} />
        )}
      </Line>
    </>
  );
}

function Verdict({ verdict }: { verdict: NonNullable<Round["verdict"]> }) {
  const { icon: Icon, tone } = TRUST[verdict.standing];
  return (
    <>
      <span className={cn("font-medium", tone)}>
        <Icon aria-hidden className="mr-1 inline size-3.5 align-[-3px]" />
        {VERDICTS[verdict.standing]}
      </span>
      <span className="text-muted-foreground">
        <At time={verdict.at} />
      </span>
      {verdict.reason !== "" && <Folding text={verdict.reason} />}
    </>
  );
}

const VERDICTS = {
  verified: "Verified",
  disputed: "Disputed",
  claimed: "Could not be checked",
} as const;

function At({ time }: { time: string }) {
  return (
    <>
      {" · "}
      <time dateTime={time} title={exactly(time)}>
        {timeOfDay(time)}
      </time>
    </>
  );
}

/** What the standing of a result means, and what a person may do about it. */
function Trust({ task }: { task: Task }) {
  const ended = useSession((fold) => fold.endedAt !== null);
  if (task.status !== "completed" || task.standing === "verified") return null;
  const { meaning } = TRUST[task.standing ?? "claimed"];
  return (
    <Line name="Trust">
      {meaning} {task.standing === "disputed" && ended && WAYS}
    </Line>
  );
}

const WAYS = "If it is not right, continue the session and say what is missing.";
