import {
  CircleCheck,
  ClipboardList,
  File,
  Flag,
  Hand,
  MessageSquare,
  Monitor,
  Pause,
  RefreshCw,
  ShieldQuestion,
  User,
  type LucideIcon,
} from "lucide-react";
import { memo } from "react";
import { useSession } from "@/session/store";
import { cn } from "@/ui/cn";
import { exactly, timeOfDay } from "@/ui/format";
import { hue } from "./hue";
import type { About, Note } from "./steps";

export const ICONS: Record<About, LucideIcon> = {
  task: CircleCheck,
  desktop: Monitor,
  seat: Hand,
  message: MessageSquare,
  pause: Pause,
  approval: ShieldQuestion,
  artifact: File,
  plan: ClipboardList,
  person: User,
  recovery: RefreshCw,
  end: Flag,
};

const TONES: Record<Note["tone"], string> = {
  plain: "text-muted-foreground",
  good: "text-success",
  bad: "text-destructive",
  "needs-you": "bg-warning-soft text-warning font-medium",
};

/** Something that happened around the steps, in a slim line. */
export const NoteRow = memo(function NoteRow({ note, named }: { note: Note; named: boolean }) {
  const name = useSession((fold) => (named && note.agent !== null ? fold.nameOf(note.agent) : ""));
  const Icon = ICONS[note.about];
  return (
    <div className={cn("flex items-start gap-1.5 px-3 py-1 text-xs", TONES[note.tone])}>
      <Icon aria-hidden className="mt-0.5 size-3.5 shrink-0" />
      <p className="line-clamp-4 min-w-0 flex-1 wrap-anywhere">
        {name !== "" && (
          <span className="mr-1.5 inline-flex items-center gap-1 text-muted-foreground">
            <span
              aria-hidden
              className="size-1.5 rounded-full"
              style={{ background: hue(note.agent ?? "") }}
            />
            {name}
          </span>
        )}
        {note.about === "message" ? `You wrote: ${note.words}` : note.words}
      </p>
      <time
        dateTime={note.at}
        title={exactly(note.at)}
        className="tabular shrink-0 text-2xs text-muted-foreground"
      >
        {timeOfDay(note.at)}
      </time>
    </div>
  );
});
