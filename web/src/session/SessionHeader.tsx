import { useSession } from "./store";

export function SessionHeader() {
  const prompt = useSession((fold) => fold.prompts.at(-1) ?? "");
  const status = useSession((fold) => fold.status());
  return (
    <header className="flex h-12 items-center gap-3 border-b px-4">
      <h1 className="truncate font-medium">{prompt}</h1>
      <span>{status}</span>
    </header>
  );
}
