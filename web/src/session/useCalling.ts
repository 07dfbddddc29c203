import { useEffect, useRef } from "react";
import { notify } from "@/app/notifications";
import { call, title } from "./calling";
import type { SessionFold } from "./fold";
import { useSession } from "./store";

/** Makes what waits for a person impossible to miss: in the page's title, its icon, and a notification when it is hidden. */
export function useCalling(): void {
  const session = useSession((_, store) => store.id);
  const prompt = useSession((fold) => fold.prompts.at(-1) ?? "");
  const status = useSession((fold) => fold.status());
  const loaded = useSession((_, store) => store.loaded);
  const asked = useSession((fold) => fold.orders.waiting());
  const who = useSession(callers);
  const waiting = asked + (status === "review" ? 1 : 0);

  useEffect(() => {
    document.title = title(prompt, status, waiting);
    icon(waiting > 0 ? "/icon-calling.svg" : "/icon.svg");
    return () => {
      document.title = "Manyhands";
      icon("/icon.svg");
    };
  }, [prompt, status, waiting]);

  const before = useRef<string | null | undefined>(undefined);
  useEffect(() => {
    if (!loaded) return;
    const words = call(status, who);
    // How things stood when the page was opened is no news.
    const news = before.current !== undefined && words !== before.current;
    before.current = words;
    if (news && words !== null) notify(words, prompt, `manyhands-${session}`);
  }, [loaded, status, who, prompt, session]);
}

/** Who waits for a person, each once. */
function callers(fold: SessionFold): string {
  const { orders } = fold;
  const asking = [...orders.approvals(), ...orders.questions(), ...orders.budgets.reached()];
  const names = asking.map((it) => (it.agent === null ? "The session" : fold.nameOf(it.agent)));
  return [...new Set(names)].join(", ");
}

function icon(path: string): void {
  const link = document.querySelector<HTMLLinkElement>("link[rel=icon]");
  if (link !== null && link.getAttribute("href") !== path) link.href = path;
}
