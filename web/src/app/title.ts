import { useEffect } from "react";

/** What the browser's tab says while this page is open; `null` is the product's name alone. */
export function useTitle(page: string | null): void {
  useEffect(() => {
    document.title = page === null ? "Manyhands" : `${page} · Manyhands`;
  }, [page]);
}
