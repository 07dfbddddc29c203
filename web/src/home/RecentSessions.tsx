import { Inbox, TriangleAlert } from "lucide-react";
import { told } from "@/api/rest";
import { Button } from "@/ui/button";
import { Skeleton } from "@/ui/skeleton";
import { useNow } from "@/ui/now";
import { inOrder, useRecentSessions } from "./recent";
import { SessionRow } from "./SessionRow";

/** What went on here, live ones first. */
export function RecentSessions() {
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useRecentSessions();
  const now = useNow(true, 20_000);
  const sessions = inOrder(data?.pages.flatMap((page) => page.items) ?? []);
  return (
    <section aria-labelledby="recent" className="mt-14">
      <h2 id="recent" className="mb-2 px-1 text-sm font-semibold text-muted-foreground">
        Recent
      </h2>
      {isPending ? (
        <Loading />
      ) : data === undefined ? (
        <div role="alert" className="flex items-center gap-2 rounded-card border p-4">
          <TriangleAlert aria-hidden className="size-4 shrink-0 text-destructive" />
          <span className="flex-1">{told(error)}</span>
          <Button onClick={() => void refetch()}>Try again</Button>
        </div>
      ) : sessions.length === 0 ? (
        <Empty />
      ) : (
        <ul className="divide-y rounded-card border bg-card">
          {sessions.map((session) => (
            <SessionRow key={session.id} session={session} now={now} />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <div className="mt-2 flex justify-center">
          <Button
            variant="ghost"
            disabled={isFetchingNextPage}
            onClick={() => void fetchNextPage()}
          >
            {isFetchingNextPage ? "Loading …" : "Show more"}
          </Button>
        </div>
      )}
    </section>
  );
}

function Loading() {
  return (
    <div
      role="status"
      aria-label="Loading sessions"
      className="divide-y rounded-card border bg-card"
    >
      {[64, 40, 72, 52, 60].map((width) => (
        <div key={width} className="flex h-16 items-center gap-4 px-3 sm:h-11">
          <Skeleton className="h-4 w-20" />
          <Skeleton className="h-4" style={{ width: `${width / 2}%` }} />
        </div>
      ))}
    </div>
  );
}

function Empty() {
  return (
    <div className="flex flex-col items-center gap-1 rounded-card border border-dashed px-4 py-10 text-center text-muted-foreground">
      <Inbox aria-hidden className="mb-1 size-5" />
      <p className="font-medium text-foreground">Nothing was started yet</p>
      <p>
        Write what should get done, or pick an example above. It appears here while it runs and
        after.
      </p>
    </div>
  );
}
