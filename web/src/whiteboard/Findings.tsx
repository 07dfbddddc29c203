import { Signature } from "@/agent/Signature";
import { useSession } from "@/session/store";
import { exactly, timeOfDay } from "@/ui/format";
import { Folding } from "@/ui/folding";

/** What agents noted while they worked on a task: who, when and what. */
export function useFindings(task: string) {
  return useSession((fold) => fold.notes).filter((note) => note.task === task);
}

export function Findings({ task }: { task: string }) {
  const findings = useFindings(task);
  if (findings.length === 0) return null;
  return (
    <ul aria-label="Findings" className="flex flex-col gap-1">
      {findings.map((note, i) => (
        <li key={i} className="border-l-2 pl-2">
          <Folding text={note.text} />
          <p className="text-2xs text-muted-foreground">
            <Signature agent={note.agent} />
            {" · "}
            <time dateTime={note.at} title={exactly(note.at)}>
              {timeOfDay(note.at)}
            </time>
          </p>
        </li>
      ))}
    </ul>
  );
}
