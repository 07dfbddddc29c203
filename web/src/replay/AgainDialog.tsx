import { useId, useState } from "react";
import { SecretRows } from "@/home/SecretRows";
import { useSecrets, wrongSecret, type Secret } from "@/home/secrets";
import type { FileView } from "@/session/view";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";

type Props = {
  open: boolean;
  onClose(): void;
  given: readonly FileView[];
  busy: boolean;
  error: string | null;
  /** The names of the secrets that it had. */
  names: readonly string[];
  run(files: readonly File[], secrets: readonly Secret[]): void;
};

/** A session that was given files or secrets is run again with them: this browser has none of them any more. */
export function AgainDialog({ open, onClose, given, names, busy, error, run }: Props) {
  const [files, setFiles] = useState<readonly File[]>([]);
  const secrets = useSecrets(names);
  const id = useId();
  const fault = wrongSecret(secrets.list);
  const filled = secrets.list.some((it) => it.value !== "" || it.totp !== "");
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Run again"
      className={names.length > 0 ? "w-[min(40rem,calc(100vw-2rem))]" : undefined}
      description={
        <>
          This session was given{" "}
          <span className="font-mono text-xs text-foreground wrap-anywhere">
            {[...given.map((it) => it.name), ...names].join(", ")}
          </span>
          . {given.length + names.length === 1 ? "It is" : "They are"} to be given again for the new
          one.
        </>
      }
      footer={
        <>
          <Button disabled={busy} onClick={() => run([], [])}>
            Run without
          </Button>
          <Button
            variant="primary"
            disabled={busy || fault !== null || (files.length === 0 && !filled)}
            onClick={() => run(files, secrets.list)}
          >
            {busy ? "Opening…" : "Run again"}
          </Button>
        </>
      }
    >
      {given.length > 0 && (
        <>
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
        </>
      )}
      {names.length > 0 && <SecretRows secrets={secrets} busy={busy} />}
      {filled && fault !== null && <p className="text-xs text-warning">{fault}</p>}
      {error !== null && (
        <p role="alert" className="text-destructive">
          {error}
        </p>
      )}
    </Dialog>
  );
}
