import { bytes } from "@/ui/format";

/** What the server takes with one session. */
export const MOST_FILES = 20;
export const MOST_BYTES = 50 * 1024 * 1024;

export type Attached = { files: File[]; refused: string | null };

/** The files with more added: the same file is not taken twice, and a name that is taken gets a number. */
export function attach(files: File[], more: File[]): Attached {
  const taken = [...files];
  for (const file of more) {
    if (taken.some((other) => sameFile(other, file))) continue;
    if (taken.length === MOST_FILES) {
      return { files: taken, refused: `At most ${MOST_FILES} files go with one task.` };
    }
    if (size(taken) + file.size > MOST_BYTES) {
      return {
        files: taken,
        refused: `${file.name} does not fit: all files together have at most ${bytes(MOST_BYTES)}.`,
      };
    }
    taken.push(renamed(file, taken));
  }
  return { files: taken, refused: null };
}

export function size(files: File[]): number {
  return files.reduce((sum, file) => sum + file.size, 0);
}

function sameFile(a: File, b: File): boolean {
  return a.name === b.name && a.size === b.size && a.lastModified === b.lastModified;
}

function renamed(file: File, taken: File[]): File {
  const names = new Set(taken.map((other) => other.name));
  if (!names.has(file.name)) return file;
  const dot = file.name.lastIndexOf(".");
  const [stem, ending] =
    dot > 0 ? [file.name.slice(0, dot), file.name.slice(dot)] : [file.name, ""];
  let number = 2;
  while (names.has(`${stem}-${number}${ending}`)) number++;
  return new File([file], `${stem}-${number}${ending}`, {
    type: file.type,
    lastModified: file.lastModified,
  });
}
