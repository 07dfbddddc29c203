const HUES = 4;

/** `a3` is 3. */
export function numberOf(agent: string): number {
  return Math.max(1, Number(/\d+$/.exec(agent)?.[0] ?? 1));
}

/** An agent's colour as CSS, the same everywhere; the fifth has the first one's again. */
export function hue(agent: string): string {
  return `var(--agent-${((numberOf(agent) - 1) % HUES) + 1})`;
}
