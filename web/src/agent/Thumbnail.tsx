import { useState } from "react";
import { sessionPath } from "@/api/rest";
import { useSession } from "@/session/store";

type Props = { hash: string; words: string; open(): void };

/** The screen after a step, small and of a fixed size, so that nothing moves when it arrives. */
export function Thumbnail({ hash, words, open }: Props) {
  const session = useSession((_, store) => store.id);
  const [missing, setMissing] = useState(false);
  return (
    <button
      type="button"
      tabIndex={-1}
      onClick={open}
      aria-label={`Show the screen after: ${words}`}
      className="h-[45px] w-[72px] shrink-0 cursor-zoom-in overflow-hidden rounded border bg-muted"
    >
      {!missing && (
        <img
          src={picture(session, hash, 320)}
          alt=""
          loading="lazy"
          decoding="async"
          draggable={false}
          onError={() => setMissing(true)}
          className="size-full object-cover object-top"
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
