import { useEffect, useRef } from "react";
import { useLocation } from "wouter";
import { useTitle } from "@/app/title";
import { warmSession } from "@/app/pages";
import { useDraft } from "./draft";
import { EXAMPLES } from "./examples";
import { usePromptKeys } from "./keys";
import { PromptBox } from "./PromptBox";
import { RecentSessions } from "./RecentSessions";

export function HomePage() {
  useTitle(null);
  const [draft, setDraft] = useDraft();
  const [, go] = useLocation();
  const prompt = useRef<HTMLTextAreaElement>(null);
  usePromptKeys(prompt);
  useEffect(warmSession, []);

  return (
    <main className="mx-auto w-full max-w-3xl px-4 pb-16">
      <section className="pt-[max(2rem,calc(36vh-7rem))]">
        <h1 className="mb-5 text-center text-[26px] leading-8 font-semibold tracking-tight">
          What should get done?
        </h1>
        <PromptBox
          prompt={prompt}
          draft={draft}
          onDraft={setDraft}
          onOpened={(session) => {
            setDraft("");
            go(`/session/${session.id}`);
          }}
        />
        <Examples
          onPick={(text) => {
            setDraft(text);
            prompt.current?.focus();
          }}
        />
      </section>
      <RecentSessions />
    </main>
  );
}

function Examples({ onPick }: { onPick(text: string): void }) {
  return (
    <ul aria-label="Examples" className="mt-3 flex flex-wrap justify-center gap-1.5">
      {EXAMPLES.map((example) => (
        <li key={example.title}>
          <button
            type="button"
            title={example.prompt}
            onClick={() => onPick(example.prompt)}
            className="h-7 rounded-full border px-3 text-xs text-muted-foreground hover:bg-muted hover:text-foreground"
          >
            {example.title}
          </button>
        </li>
      ))}
    </ul>
  );
}
