import type { Amounts, Budget } from "@/event/event";
import { byName, type Secret } from "@/home/secrets";
import type { SessionFold } from "@/session/fold";

/** A budget as the server takes it: money in dollars. */
function asked({ session, ...task }: Budget): object {
  return { ...inDollars(task), ...(session ? { session: inDollars(session) } : {}) };
}

function inDollars({ microDollars, ...rest }: Amounts): object {
  return microDollars === undefined ? rest : { ...rest, dollars: microDollars / 1_000_000 };
}

/** The same order once more, as `POST /api/sessions` takes it; a form when files go along. */
export function again(
  fold: SessionFold,
  files: readonly File[],
  secrets: readonly Secret[] = [],
): object {
  const { opened } = fold;
  const session = {
    prompt: fold.prompts[0] ?? "",
    ...(opened === null
      ? {}
      : {
          agents: opened.agents,
          model: opened.model,
          desktop: opened.desktop,
          review: opened.review,
          keep: opened.keep,
          budget: asked(opened.budget),
          ...(opened.check === false ? { check: false } : {}),
          ...(secrets.length === 0 ? {} : { secrets: byName(secrets) }),
        }),
  };
  if (files.length === 0) return session;
  const form = new FormData();
  form.append("session", JSON.stringify(session));
  files.forEach((file) => form.append("files", file));
  return form;
}
