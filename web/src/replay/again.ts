import type { SessionFold } from "@/session/fold";

/** The same order once more, as `POST /api/sessions` takes it; a form when files go along. */
export function again(fold: SessionFold, files: readonly File[]): object {
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
          budget: opened.budget,
          ...(opened.check === false ? { check: false } : {}),
        }),
  };
  if (files.length === 0) return session;
  const form = new FormData();
  form.append("session", JSON.stringify(session));
  files.forEach((file) => form.append("files", file));
  return form;
}
