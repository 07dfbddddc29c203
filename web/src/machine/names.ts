/** What people call the models' sources; one that is not here goes by its own name. */
const NAMES: Record<string, string> = {
  claude: "Claude",
  openai: "OpenAI",
  dedalus: "Dedalus",
  bedrock: "Claude on Bedrock",
  vertex: "Claude on Vertex",
};

/** `claude:claude-opus-5-5` is Claude, claude-opus-5-5. */
export function modelName(name: string): string {
  const [source = "", ...rest] = name.split(":");
  return [NAMES[source] ?? source, rest.join(":")].filter((it) => it !== "").join(", ");
}
