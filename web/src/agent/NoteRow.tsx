import {
  CircleCheck,
  ClipboardList,
  File,
  Flag,
  Hand,
  Hourglass,
  MessageSquare,
  Monitor,
  Pause,
  RefreshCw,
  Repeat,
  MessageCircleQuestion,
  ScanSearch,
  ShieldAlert,
  ShieldQuestion,
  StickyNote,
  TriangleAlert,
  User,
  Wallet,
  type LucideIcon,
} from "lucide-react";
import { memo } from "react";
import { cn } from "@/ui/cn";
import { exactly, timeOfDay } from "@/ui/format";
import { Signature } from "./Signature";
import type { About, Note } from "./steps";

export const ICONS: Record<About, LucideIcon> = {
  task: Flag,
  check: ScanSearch,
  finding: StickyNote,
  stuck: Repeat,
  waiting: Hourglass,
  warning: ShieldAlert,
  desktop: Monitor,
  seat: Hand,
  message: MessageSquare,
  pause: Pause,
  approval: ShieldQuestion,
  question: MessageCircleQuestion,
  budget: Wallet,
  artifact: File,
  plan: ClipboardList,
  person: User,
  recovery: RefreshCw,
  end: Flag,
};

const TONES: Record<Note["tone"], string> = {
  plain: "text-muted-foreground",
  good: "text-success",
  warn: "text-warning",
  bad: "text-destructive",
  "needs-you": "bg-warning-soft text-warning font-medium",
};

/** Words of people and agents, which are read to their end. */
const TOLD = new Set<About>(["message", "question", "finding", "check", "stuck", "warning"]);

/** Something that happened around the steps, in a slim line. */
export const NoteRow = memo(function NoteRow({ note, named }: { note: Note; named: boolean }) {
  const Icon =
    note.tone === "bad" ? TriangleAlert : note.tone === "good" ? CircleCheck : ICONS[note.about];
  const said = note.about === "message";
  return (
    <div className={cn("flex items-start gap-2 px-3 py-1 text-xs", TONES[note.tone])}>
      <Icon aria-hidden className="mt-px size-3.5 shrink-0" />
      <p
        className={cn(
          "min-w-0 flex-1 wrap-anywhere",
          TOLD.has(note.about) ? "line-clamp-12 whitespace-pre-wrap" : "line-clamp-4",
          note.about === "finding" && "text-foreground",
          said && "text-foreground",
        )}
      >
        {said ? `You wrote: ${note.words}` : note.words}
      </p>
      <span className="flex shrink-0 items-center gap-2 text-2xs text-muted-foreground">
        {named && note.agent !== null && <Signature agent={note.agent} />}
        <time dateTime={note.at} title={exactly(note.at)} className="tabular">
          {timeOfDay(note.at)}
        </time>
      </span>
    </div>
  );
});
