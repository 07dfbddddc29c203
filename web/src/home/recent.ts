import { useInfiniteQuery } from "@tanstack/react-query";
import { get } from "@/api/rest";
import { hasEnded, type SessionView } from "@/session/view";

type Page = { items: SessionView[]; next: string | null };

const PAGE = 20;
/** How often the list is asked for while something runs, and while nothing does; never while the page is hidden. */
const RUNNING_MILLIS = 3_000;
const QUIET_MILLIS = 20_000;

export function useRecentSessions() {
  return useInfiniteQuery({
    queryKey: ["sessions"],
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) =>
      get<Page>(
        `/api/sessions?limit=${PAGE}${pageParam === "" ? "" : `&before=${encodeURIComponent(pageParam)}`}`,
        signal,
      ),
    getNextPageParam: (last) => last.next,
    refetchInterval: (query) =>
      query.state.data?.pages.some((page) => page.items.some((it) => !hasEnded(it.status)))
        ? RUNNING_MILLIS
        : QUIET_MILLIS,
  });
}

/** Whether nothing goes on until a person answers. */
export function needsYou(session: SessionView): boolean {
  return (
    session.status === "review" ||
    (!hasEnded(session.status) &&
      session.approvals.length + session.questions.length + session.budget.reached.length > 0)
  );
}

/** Those that wait for a person first, then those at work, then the ended ones; the newest first in each. */
export function inOrder(sessions: SessionView[]): SessionView[] {
  const once = new Map(sessions.map((session) => [session.id, session]));
  const rank = (it: SessionView) => (needsYou(it) ? 0 : hasEnded(it.status) ? 2 : 1);
  return [...once.values()].sort(
    (a, b) => rank(a) - rank(b) || Date.parse(b.createdAt) - Date.parse(a.createdAt),
  );
}
