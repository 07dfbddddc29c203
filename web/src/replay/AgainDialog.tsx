import { useId, useState } from "react";
import type { FileView } from "@/session/view";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";

type Props = {
  open: boolean;
  onClose(): void;
  given: readonly FileView[];
  busy: boolean;
  error: string | null;
  run(files: readonly File[]): void;
};

/** A session that was given files is run again with them: the browser must be shown them again. */
export function AgainDialog({ open, onClose, given, busy, error, run }: Props) {
  const [files, setFiles] = useState<readonly File[]>([]);
  const id = useId();
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Run again"
      description={
        <>
          This session was given{" "}
          <span className="font-mono text-xs text-foreground wrap-anywhere">
            {given.map((it) => it.name).join(", ")}
          </span>
          . Choose {given.length === 1 ? "it" : "them"} again for the new one.
        </>
      }
      footer={
        <>
          <Button disabled={busy} onClick={() => run([])}>
            Run without files
          </Button>
          <Button
            variant="primary"
            disabled={busy || files.length === 0}
            onClick={() => run(files)}
          >
            {busy ? "Opening…" : "Run again"}
          </Button>
        </>
      }
    >
      <label htmlFor={id} className="sr-only">
        Files for the new session
      </label>
      <input
        id={id}
        type="file"
        multiple
        onChange={(event) => setFiles([...(event.target.files ?? [])])}
        className="rounded-md border p-2 text-sm file:mr-3 file:rounded-md file:border file:bg-card file:px-2 file:py-1"
      />
      {error !== null && (
        <p role="alert" className="text-destructive">
          {error}
        </p>
      )}
    </Dialog>
  );
}
