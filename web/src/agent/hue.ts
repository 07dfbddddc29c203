const HUES = 4;

/** An agent's colour as CSS, the same everywhere; the fifth has the first one's again. */
export function hue(agent: string): string {
  const number = Number(/\d+$/.exec(agent)?.[0] ?? 1);
  return `var(--agent-${((Math.max(1, number) - 1) % HUES) + 1})`;
}
