import { useRef, useState } from "react";
import { send, told } from "@/api/rest";
import type { SessionView } from "@/session/view";
import type { Choices } from "./choices";
import { asked, wrongExtras, type Extras } from "./extras";
import type { Secret } from "./secrets";

export type Submission = {
  sending: boolean;
  /** What the server said against it, in words. */
  refused: string | null;
  forget(): void;
  submit(
    prompt: string,
    files: File[],
    choices: Choices,
    extras: Extras,
    secrets: readonly Secret[],
  ): void;
};

/** Opens a session, once however often it is asked for while the first answer is on its way. */
export function useSubmission(opened: (session: SessionView) => void): Submission {
  const underway = useRef(false);
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);

  async function submit(
    prompt: string,
    files: File[],
    choices: Choices,
    extras: Extras,
    secrets: readonly Secret[],
  ): Promise<void> {
    if (underway.current || prompt.trim() === "") return;
    const wrong = wrongExtras(extras, secrets);
    if (wrong !== null) return setRefused(wrong);
    underway.current = true;
    setSending(true);
    setRefused(null);
    try {
      const order = body(prompt.trim(), files, choices, extras, secrets);
      opened(await send<SessionView>("POST", "/api/sessions", order));
    } catch (error) {
      setRefused(told(error));
    } finally {
      underway.current = false;
      setSending(false);
    }
  }

  return {
    sending,
    refused,
    forget: () => setRefused(null),
    submit: (...order) => void submit(...order),
  };
}

/** Plain JSON, or a form with the files beside it. */
export function body(
  prompt: string,
  files: File[],
  choices: Choices,
  extras: Extras,
  secrets: readonly Secret[],
): unknown {
  const { agents, model, desktop, review } = choices;
  const session = {
    prompt,
    agents,
    review,
    ...(model === null ? {} : { model }),
    ...(desktop === null ? {} : { desktop }),
    ...asked(extras, secrets, model),
  };
  if (files.length === 0) return session;
  const form = new FormData();
  form.append("session", new Blob([JSON.stringify(session)], { type: "application/json" }));
  files.forEach((file) => form.append("files", file, file.name));
  return form;
}
