import { useQueryClient } from "@tanstack/react-query";
import { CloudOff } from "lucide-react";
import { useEffect, useState } from "react";
import { Offline } from "@/api/rest";

/** Says over the page, without moving it, that the server cannot be reached. */
export function OfflineLine() {
  const queries = useQueryClient();
  const [offline, setOffline] = useState(false);
  useEffect(
    () =>
      queries.getQueryCache().subscribe(() => {
        const all = queries.getQueryCache().getAll();
        setOffline(
          all.some((it) => it.isActive() && it.state.fetchFailureReason instanceof Offline),
        );
      }),
    [queries],
  );
  if (!offline) return null;
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
