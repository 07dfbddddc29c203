import { useEveryFact } from "@/session/store";

/** The steps of one agent, or of all when `agent` is null. */
export function StepsPanel({ agent }: { agent: string | null }) {
  const { fold } = useEveryFact();
  const items = agent === null ? fold.steps.items() : fold.steps.ofAgent(agent);
  return (
    <aside aria-label="Steps" className="size-full overflow-y-auto">
      {items.map((item) => (
        <p key={item.seq}>{item.words}</p>
      ))}
    </aside>
  );
}
