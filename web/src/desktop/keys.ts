/** A key as a screen knows it: its X keysym, and its place on the keyboard where it has one. */
export type Key = { sym: number; code: string | null };

const named: Record<string, Key> = {
  ctrl: { sym: 0xffe3, code: "ControlLeft" },
  alt: { sym: 0xffe9, code: "AltLeft" },
  shift: { sym: 0xffe1, code: "ShiftLeft" },
  super: { sym: 0xffeb, code: "MetaLeft" },
  tab: { sym: 0xff09, code: "Tab" },
  enter: { sym: 0xff0d, code: "Enter" },
  escape: { sym: 0xff1b, code: "Escape" },
  backspace: { sym: 0xff08, code: "Backspace" },
  delete: { sym: 0xffff, code: "Delete" },
  insert: { sym: 0xff63, code: "Insert" },
  print: { sym: 0xff61, code: "PrintScreen" },
  left: { sym: 0xff51, code: "ArrowLeft" },
  up: { sym: 0xff52, code: "ArrowUp" },
  right: { sym: 0xff53, code: "ArrowRight" },
  down: { sym: 0xff54, code: "ArrowDown" },
};

/** `ctrl`, `f5`, `v` ...: the key of that name. */
export function key(name: string): Key {
  const found = named[name];
  if (found !== undefined) return found;
  const f = /^f(\d{1,2})$/.exec(name);
  if (f !== null) return { sym: 0xffbd + Number(f[1]), code: `F${f[1]}` };
  return { sym: keysym(name), code: /^[a-z]$/.test(name) ? `Key${name.toUpperCase()}` : null };
}

/** The keysym of a character: Latin 1 is itself, the rest of Unicode has a range of its own. */
export function keysym(character: string): number {
  const point = character.codePointAt(0) ?? 0;
  if (point === 0x0a || point === 0x0d) return named.enter!.sym;
  if (point === 0x09) return named.tab!.sym;
  if (point === 0x08) return named.backspace!.sym;
  const latin = (point >= 0x20 && point <= 0x7e) || (point >= 0xa0 && point <= 0xff);
  return latin ? point : 0x01000000 | point;
}

/** `ctrl+alt+delete` as what goes down, and comes up in the other order. */
export function strokes(chord: string): { key: Key; down: boolean }[] {
  const keys = chord.split("+").map(key);
  return [
    ...keys.map((it) => ({ key: it, down: true })),
    ...keys.toReversed().map((it) => ({ key: it, down: false })),
  ];
}

/** What a change of a text field says was typed: so many deleted at its end, then this text. */
export function typed(before: string, after: string): { deleted: number; text: string } {
  const [old, now] = [[...before], [...after]];
  let same = 0;
  while (same < old.length && same < now.length && old[same] === now[same]) same++;
  return { deleted: old.length - same, text: now.slice(same).join("") };
}
