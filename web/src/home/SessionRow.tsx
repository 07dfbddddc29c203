import { Link } from "wouter";
import { hue } from "@/agent/hue";
import type { SessionView } from "@/session/view";
import { ago, exactly } from "@/ui/format";
import { needsYou } from "./recent";
import { SessionState } from "./SessionState";

/** One session in a line; on a phone in two. */
export function SessionRow({ session, now }: { session: SessionView; now: number }) {
  const done = session.tasks.filter((task) => task.status === "completed").length;
  const prompt = session.prompts.at(-1) ?? session.prompt;
  return (
    <li className="group relative">
      <Link
        href={`/session/${session.id}`}
        className="grid h-16 grid-cols-[1fr_auto] content-center items-center gap-x-3 gap-y-1 px-3 group-first:rounded-t-card group-last:rounded-b-card hover:bg-muted/60 sm:flex sm:h-11"
      >
        <span className="sm:w-27 sm:shrink-0">
          <SessionState status={session.status} needsYou={needsYou(session)} />
        </span>
        <span className="order-last col-span-2 min-w-0 truncate sm:order-none sm:flex-1">
          {prompt}
        </span>
        <span className="flex items-center justify-end gap-3 text-xs text-muted-foreground">
          <Dots session={session} />
          <span className="tabular text-right sm:w-14">
            {session.tasks.length > 0 && `${done} of ${session.tasks.length}`}
          </span>
          <time
            dateTime={session.createdAt}
            title={exactly(session.createdAt)}
            className="text-right whitespace-nowrap sm:w-20"
          >
            {ago(session.createdAt, now)}
          </time>
        </span>
      </Link>
    </li>
  );
}

function Dots({ session }: { session: SessionView }) {
  if (session.agents.length === 0) return null;
  return (
    <span className="flex gap-1" title={session.agents.map((agent) => agent.name).join(", ")}>
      {session.agents.map((agent) => (
        <span
          key={agent.id}
          aria-hidden
          className="size-2 rounded-full"
          style={{ background: hue(agent.id) }}
        />
      ))}
    </span>
  );
}
