import { useRef, useState } from "react";
import { told } from "@/api/rest";

/** An order to the server that is not given twice while the first is on its way; it may be given again afterwards. */
export function useOrder<T = void>(work: (given: T) => Promise<unknown>) {
  const under = useRef(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  /** True when it went well. */
  async function run(given: T): Promise<boolean> {
    if (under.current) return false;
    under.current = true;
    setBusy(true);
    setError(null);
    try {
      await work(given);
      return true;
    } catch (e) {
      setError(told(e));
      return false;
    } finally {
      under.current = false;
      setBusy(false);
    }
  }
  return { busy, error, run, forget: () => setError(null) };
}
