import { lazy } from "react";

const session = () => import("@/session/SessionPage");

/** Pages that are fetched when somebody goes there: the first view stays small. */
export const SessionPage = lazy(() => session().then((it) => ({ default: it.SessionPage })));
export const DesktopsPage = lazy(() =>
  import("@/machine/DesktopsPage").then((it) => ({ default: it.DesktopsPage })),
);
export const DesktopPage = lazy(() =>
  import("@/machine/DesktopPage").then((it) => ({ default: it.DesktopPage })),
);
export const SettingsPage = lazy(() =>
  import("@/machine/SettingsPage").then((it) => ({ default: it.SettingsPage })),
);

/** Fetches the session's page when the browser has nothing better to do, so that a submitted prompt shows it at once. */
export function warmSession(): () => void {
  // A failure shows when the page is really wanted.
  const fetch = () => void session().catch(() => undefined);
  if (!("requestIdleCallback" in window)) {
    const timer = setTimeout(fetch, 500);
    return () => clearTimeout(timer);
  }
  const idle = requestIdleCallback(fetch, { timeout: 3_000 });
  return () => cancelIdleCallback(idle);
}
