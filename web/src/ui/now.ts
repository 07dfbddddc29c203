import { useEffect, useState } from "react";

/** The time, drawn again every so often while `ticking`. */
export function useNow(ticking: boolean, everyMillis = 1_000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!ticking) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), everyMillis);
    return () => clearInterval(timer);
  }, [ticking, everyMillis]);
  return now;
}
