import { FileText, Image, X } from "lucide-react";
import { bytes } from "@/ui/format";

type Props = { files: File[]; onRemove(file: File): void; busy: boolean };

export function FileChips({ files, onRemove, busy }: Props) {
  if (files.length === 0) return null;
  return (
    <ul aria-label="Attached files" className="flex flex-wrap gap-1.5 px-3 pt-1 pb-0.5">
      {files.map((file) => (
        <li
          key={file.name}
          className="flex h-7 max-w-full items-center gap-1.5 rounded-md border bg-background pr-0.5 pl-2 text-xs [&_svg]:size-3.5 [&_svg]:shrink-0"
        >
          {file.type.startsWith("image/") ? <Image aria-hidden /> : <FileText aria-hidden />}
          <span className="max-w-48 truncate" title={file.name}>
            {file.name}
          </span>
          <span className="tabular text-muted-foreground">{bytes(file.size)}</span>
          <button
            type="button"
            disabled={busy}
            aria-label={`Remove ${file.name}`}
            onClick={() => onRemove(file)}
            className="grid size-6 place-items-center rounded text-muted-foreground hover:bg-muted hover:text-foreground"
          >
            <X />
          </button>
        </li>
      ))}
    </ul>
  );
}
