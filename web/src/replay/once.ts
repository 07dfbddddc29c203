import { useRef, useState } from "react";
import { told } from "@/api/rest";

/** Something that a second click must not do again: `busy` until it has failed, or for good when it went well. */
export function useOnce<T extends unknown[]>(work: (...what: T) => Promise<void>) {
  const begun = useRef(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  async function run(...what: T) {
    if (begun.current) return;
    begun.current = true;
    setBusy(true);
    setError(null);
    try {
      await work(...what);
    } catch (e) {
      begun.current = false;
      setBusy(false);
      setError(told(e));
    }
  }
  return { busy, error, run };
}
