import { CloudOff } from "lucide-react";
import { useEffect, useState } from "react";
import { useSession } from "./store";

/** A short break is not worth a word. */
const SAID_AFTER_MILLIS = 700;

/** Says over the page, without moving it, that the server cannot be reached. */
export function ConnectionLine() {
  const lost = useSession((_, store) => store.connection === "lost");
  const [said, setSaid] = useState(false);
  useEffect(() => {
    if (!lost) return setSaid(false);
    const timer = setTimeout(() => setSaid(true), SAID_AFTER_MILLIS);
    return () => clearTimeout(timer);
  }, [lost]);
  if (!lost || !said) return null;
  return (
    <p
      role="status"
      className="pointer-events-none fixed inset-x-0 bottom-4 z-40 mx-auto flex w-fit items-center gap-2 rounded-full bg-foreground px-4 py-1.5 text-background shadow-lg"
    >
      <CloudOff className="size-4" aria-hidden />
      The server does not answer. Trying again; nothing is lost.
    </p>
  );
}
