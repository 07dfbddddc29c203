import { useEffect, useState, type DragEvent } from "react";
import { attach } from "./attachments";

/** The files that go with the next session: picked, pasted, or dropped onto the box. */
export function useFiles() {
  const [list, setList] = useState<File[]>([]);
  const [refused, setRefused] = useState<string | null>(null);
  const [over, setOver] = useState(false);
  useDroppedBeside();

  function add(more: File[]): void {
    const now = attach(list, more);
    setList(now.files);
    setRefused(now.refused);
  }

  return {
    list,
    refused,
    over,
    add,
    remove(file: File): void {
      setList(list.filter((other) => other !== file));
      setRefused(null);
    },
    dropped: {
      onDragEnter: (event: DragEvent) => setOver(event.dataTransfer.types.includes("Files")),
      onDragLeave: (event: DragEvent) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      },
      onDrop: (event: DragEvent) => {
        setOver(false);
        if (event.dataTransfer.files.length === 0) return;
        event.preventDefault();
        add([...event.dataTransfer.files]);
      },
    },
  };
}

/** A file dropped beside the box must not replace the page, as browsers like to do. */
function useDroppedBeside(): void {
  useEffect(() => {
    function keepPage(event: Event): void {
      if ((event as unknown as DragEvent).dataTransfer?.types.includes("Files")) {
        event.preventDefault();
      }
    }
    window.addEventListener("dragover", keepPage);
    window.addEventListener("drop", keepPage);
    return () => {
      window.removeEventListener("dragover", keepPage);
      window.removeEventListener("drop", keepPage);
    };
  }, []);
}
