import { useRef, useState } from "react";

/**
 * Something that is typed at a desktop and that no model may know: a password, say, and what one-time codes are made from.
 * It is kept nowhere but in this page's memory, until it was sent.
 */
export type Secret = { key: number; name: string; value: string; totp: string };

export type Secrets = {
  list: readonly Secret[];
  add(): void;
  change(key: number, to: Partial<Secret>): void;
  remove(key: number): void;
  forget(): void;
};

/** `names`: those that are to be given again. */
export function useSecrets(names: readonly string[] = []): Secrets {
  const [list, setList] = useState<readonly Secret[]>(() =>
    names.map((name, key) => ({ key, name, value: "", totp: "" })),
  );
  const next = useRef(names.length);
  return {
    list,
    add: () => setList([...list, { key: next.current++, name: "", value: "", totp: "" }]),
    change: (key, to) => setList(list.map((it) => (it.key === key ? { ...it, ...to } : it))),
    remove: (key) => setList(list.filter((it) => it.key !== key)),
    forget: () => setList([]),
  };
}

/** Those that somebody has begun to fill in. */
export function given(list: readonly Secret[]): readonly Secret[] {
  return list.filter((it) => it.name.trim() !== "" || it.value !== "" || it.totp !== "");
}

/** What a prompt, a file's name and a shell can hold. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/;
/** Shorter values could not be kept out of what comes back. */
const SHORTEST = 4;

/** What is wrong with them before the server is asked; null when nothing is. It never quotes a value. */
export function wrongSecret(list: readonly Secret[]): string | null {
  const names = new Set<string>();
  for (const { name, value, totp } of given(list)) {
    const short = name.trim();
    if (!NAME.test(short))
      return "The name of a secret has letters (A to Z), digits, dots, hyphens and underscores.";
    if (names.has(short)) return `Two secrets are called ${short}.`;
    if (value === "" && totp.trim() === "") return `The secret ${short} is empty.`;
    if (value !== "" && value.length < SHORTEST)
      return `The secret ${short} is too short to be kept out of what comes back: ${SHORTEST} characters at least.`;
    names.add(short);
  }
  return null;
}

/** By name, as `POST /api/sessions` takes them. */
export function byName(list: readonly Secret[]): Record<string, { value?: string; totp?: string }> {
  return Object.fromEntries(
    given(list).map(({ name, value, totp }) => [
      name.trim(),
      {
        ...(value === "" ? {} : { value }),
        ...(totp.trim() === "" ? {} : { totp: totp.trim() }),
      },
    ]),
  );
}
