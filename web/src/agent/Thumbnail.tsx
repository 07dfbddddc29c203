import { useState } from "react";
import { sessionPath } from "@/api/rest";
import { useSession } from "@/session/store";
import { cn } from "@/ui/cn";

type Props = {
  hash: string | null;
  /** Only a part of the screen. */
  part: boolean;
  words: string;
  tabbable: boolean;
  open(): void;
};

const BOX = "h-[45px] w-[72px] shrink-0 overflow-hidden rounded-md border bg-muted";

/** The screen after a step, small and of a fixed size, so that nothing moves when it arrives. */
export function Thumbnail({ hash, part, words, tabbable, open }: Props) {
  const session = useSession((_, store) => store.id);
  const [missing, setMissing] = useState<string | null>(null);
  if (hash === null) return <span aria-hidden className={BOX} />;
  return (
    <button
      type="button"
      tabIndex={tabbable ? 0 : -1}
      onClick={open}
      aria-label={`${part ? "Show what it saw" : "Show the screen after"}: ${words}`}
      className={`${BOX} cursor-zoom-in hover:border-ring`}
    >
      {missing !== hash && (
        <img
          src={picture(session, hash, 320)}
          alt=""
          loading="lazy"
          decoding="async"
          draggable={false}
          onError={() => setMissing(hash)}
          className={cn("size-full", part ? "object-contain" : "object-cover object-top")}
        />
      )}
    </button>
  );
}

/** Where a picture that an agent was shown is; at most so wide. */
export function picture(session: string, hash: string, width?: number): string {
  const path = sessionPath(session, "pictures", hash);
  return width === undefined ? path : `${path}?width=${width}`;
}
