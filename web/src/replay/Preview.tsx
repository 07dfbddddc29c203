import { useQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight, Download, FileX } from "lucide-react";
import { useEffect, useState } from "react";
import { artifactPath, told } from "@/api/rest";
import type { ArtifactView } from "@/session/view";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { bytes } from "@/ui/format";
import { Skeleton } from "@/ui/skeleton";
import { load, type Contents } from "./contents";
import { lastPart, previewKind } from "./preview";

type Props = {
  session: string;
  artifact: ArtifactView | null;
  onClose(): void;
  /** To the one before or after; null where there is none. */
  before: (() => void) | null;
  after: (() => void) | null;
};

/** A file in a window of its own, with the way to its neighbours. */
export function Preview({ session, artifact, onClose, before, after }: Props) {
  useEffect(() => {
    if (artifact === null) return;
    const go = (event: KeyboardEvent) => {
      if (event.key === "ArrowLeft") before?.();
      if (event.key === "ArrowRight") after?.();
    };
    window.addEventListener("keydown", go);
    return () => window.removeEventListener("keydown", go);
  }, [artifact, before, after]);
  return (
    <Dialog
      open={artifact !== null}
      onClose={onClose}
      title={artifact === null ? "" : lastPart(artifact.name)}
      description={artifact === null ? undefined : <Facts artifact={artifact} />}
      className="w-[min(64rem,calc(100vw-2rem))]"
      footer={
        artifact !== null && (
          <>
            <Button
              size="icon"
              aria-label="The file before"
              disabled={before === null}
              onClick={() => before?.()}
            >
              <ChevronLeft />
            </Button>
            <Button
              size="icon"
              aria-label="The next file"
              disabled={after === null}
              onClick={() => after?.()}
              className="mr-auto"
            >
              <ChevronRight />
            </Button>
            <Button asChild variant="primary">
              <a href={artifactPath(session, artifact.name)} download={lastPart(artifact.name)}>
                <Download /> Download
              </a>
            </Button>
          </>
        )
      }
    >
      {artifact !== null && (
        <div className="h-[60vh] overflow-auto rounded-md border bg-stage" tabIndex={0}>
          <Shown key={artifact.name} session={session} artifact={artifact} />
        </div>
      )}
    </Dialog>
  );
}

function Facts({ artifact }: { artifact: ArtifactView }) {
  return (
    <span className="wrap-anywhere text-xs">
      <span className="font-mono">{artifact.name}</span> · {bytes(artifact.size)} · {artifact.type}
    </span>
  );
}

function Shown({ session, artifact }: { session: string; artifact: ArtifactView }) {
  const kind = previewKind(artifact.name, artifact.type, artifact.size);
  const { data, error } = useQuery({
    queryKey: ["artifact", session, artifact.name, artifact.sha256],
    queryFn: ({ signal }) => load(session, artifact.name, kind, signal),
    gcTime: 60_000,
    staleTime: Infinity,
  });
  if (error !== null) return <Nothing why={told(error)} />;
  if (data === undefined) return <Skeleton className="size-full rounded-none" />;
  return <Drawn contents={data} name={artifact.name} />;
}

function Drawn({ contents, name }: { contents: Contents; name: string }) {
  switch (contents.kind) {
    case "image":
      return <Picture blob={contents.blob} name={name} />;
    case "text":
      return (
        <>
          <pre className="whitespace-pre-wrap p-3 font-mono text-xs leading-5 wrap-anywhere">
            {contents.text}
          </pre>
          {!contents.whole && (
            <p className="sticky bottom-0 border-t bg-card px-3 py-2 text-xs text-muted-foreground">
              This is the beginning. Download the file to see all of it.
            </p>
          )}
        </>
      );
    case "none":
      return <Nothing why={contents.why} />;
  }
}

function Nothing({ why }: { why: string }) {
  return (
    <div className="flex h-full flex-col items-center justify-center gap-2 p-6 text-center text-muted-foreground">
      <FileX className="size-6" aria-hidden />
      <p>{why}</p>
    </div>
  );
}

function Picture({ blob, name }: { blob: Blob; name: string }) {
  const [src, setSrc] = useState<string | null>(null);
  const [broken, setBroken] = useState(false);
  useEffect(() => {
    const address = URL.createObjectURL(blob);
    setSrc(address);
    return () => URL.revokeObjectURL(address);
  }, [blob]);
  if (broken)
    return <Nothing why="This picture cannot be drawn: its bytes are not what they say." />;
  return (
    <div className="flex size-full items-center justify-center p-3">
      {src !== null && (
        <img
          src={src}
          alt={name}
          onError={() => setBroken(true)}
          className="max-h-full max-w-full object-contain"
        />
      )}
    </div>
  );
}
