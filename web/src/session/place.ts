import { useCallback } from "react";
import { useLocation, useSearchParams } from "wouter";

/** What the session page shows: all desktops, one agent's, or the summary. It stands in the address (`?view=a1`). */
export type Place = "all" | "summary" | (string & {});

/** Where the page is, and how to go elsewhere; `fallback` is shown while the address says nothing. */
export function usePlace(fallback: Place): [Place, (place: Place) => void] {
  const [search] = useSearchParams();
  const [path, navigate] = useLocation();
  const go = useCallback(
    (place: Place) => navigate(`${path}?view=${encodeURIComponent(place)}`, { replace: true }),
    [path, navigate],
  );
  return [search.get("view") ?? fallback, go];
}
