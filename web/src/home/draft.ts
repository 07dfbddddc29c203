import { useState } from "react";
import { keep, kept } from "./kept";

const KEY = "manyhands.draft";

/** The prompt as it is typed; it survives a reload, until it is `""` again. */
export function useDraft(): [string, (text: string) => void] {
  const [draft, setDraft] = useState(() =>
    kept(KEY, (value) => (typeof value === "string" ? value : "")),
  );
  return [
    draft,
    (text) => {
      keep(KEY, text);
      setDraft(text);
    },
  ];
}
