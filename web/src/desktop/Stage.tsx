export function Stage({ agent }: { agent: string }) {
  return <p>{agent}</p>;
}
