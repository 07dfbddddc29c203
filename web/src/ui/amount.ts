/** The number of what was typed, with a comma as well; null when nothing was, NaN when it is none above zero. */
export function amount(typed: string): number | null {
  const text = typed.trim().replace(",", ".");
  if (text === "") return null;
  const value = /^\d*\.?\d+$|^\d+\.$/.test(text) ? Number(text) : NaN;
  return value > 0 ? value : NaN;
}
