import {
  Archive,
  Download,
  File,
  FileCode,
  FileImage,
  FileSpreadsheet,
  FileText,
  FileX,
} from "lucide-react";
import { useState } from "react";
import { hue } from "@/agent/hue";
import { task } from "@/agent/happened";
import { artifactPath, sessionPath } from "@/api/rest";
import type { ArtifactView } from "@/session/view";
import { Button } from "@/ui/button";
import { Card } from "@/ui/card";
import { bytes, plural } from "@/ui/format";
import { ending, lastPart } from "./preview";
import { Preview } from "./Preview";

type Props = {
  session: string;
  artifacts: ArtifactView[];
  nameOf(agent: string): string;
  /** True once nothing more can come. */
  ended: boolean;
};

/** The files that the agents made: to look at, to download one or all. */
export function Artifacts({ session, artifacts, nameOf, ended }: Props) {
  const [shown, setShown] = useState<string | null>(null);
  const kept = artifacts.filter((it) => it.sha256 !== null);
  const at = kept.findIndex((it) => it.name === shown);
  const step = (by: number) => {
    const next = at < 0 ? undefined : kept[at + by];
    return next === undefined ? null : () => setShown(next.name);
  };
  return (
    <Card className="overflow-hidden">
      {artifacts.length === 0 ? (
        <p className="p-4 text-muted-foreground">
          {ended
            ? "No files were made. What agents save in their home folder is kept here."
            : "Nothing yet. What agents save in their home folder appears here."}
        </p>
      ) : (
        <>
          <div className="flex h-10 items-center gap-2 border-b bg-muted/50 pl-4 pr-2">
            <span className="tabular text-xs text-muted-foreground">
              {plural(kept.length, "file")} · {bytes(kept.reduce((sum, it) => sum + it.size, 0))}
            </span>
            {kept.length > 0 && (
              <Button asChild size="sm" variant="ghost" className="ml-auto">
                <a href={sessionPath(session, "artifacts.zip")} download>
                  <Archive /> Download all
                </a>
              </Button>
            )}
          </div>
          <ul className="max-h-[32rem] divide-y overflow-y-auto">
            {artifacts.map((artifact) => (
              <Row
                key={artifact.name}
                session={session}
                artifact={artifact}
                agent={nameOf(artifact.agent)}
                show={() => setShown(artifact.name)}
              />
            ))}
          </ul>
        </>
      )}
      <Preview
        session={session}
        artifact={kept[at] ?? null}
        onClose={() => setShown(null)}
        before={step(-1)}
        after={step(1)}
      />
    </Card>
  );
}

type RowProps = { session: string; artifact: ArtifactView; agent: string; show(): void };

function Row({ session, artifact, agent, show }: RowProps) {
  const Icon = artifact.sha256 === null ? FileX : iconOf(artifact);
  const folder = artifact.name.slice(0, artifact.name.length - lastPart(artifact.name).length);
  const title = (
    <span className="block truncate font-mono text-xs" title={artifact.name}>
      {folder !== "" && <span className="text-muted-foreground">{folder}</span>}
      {lastPart(artifact.name)}
    </span>
  );
  const made = (
    <span className="flex items-center gap-1.5 text-xs text-muted-foreground">
      <span
        aria-hidden
        className="size-2 rounded-full"
        style={{ backgroundColor: hue(artifact.agent) }}
      />
      {agent}
      {artifact.task !== null && <span>{task(artifact.task)}</span>}
      {artifact.size > 0 && <span className="tabular">{bytes(artifact.size)}</span>}
    </span>
  );
  if (artifact.sha256 === null)
    return (
      <li className="flex gap-2.5 px-4 py-2">
        <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-warning" />
        <div className="min-w-0 flex-1">
          {title}
          {made}
          <p className="text-xs wrap-anywhere">Left out: {artifact.left ?? "it was not kept"}.</p>
        </div>
      </li>
    );
  return (
    <li className="flex items-center gap-1 pr-2 hover:bg-muted/60">
      <button
        type="button"
        onClick={show}
        className="flex min-w-0 flex-1 gap-2.5 py-2 pl-4 pr-1 text-left -outline-offset-2"
      >
        <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
        <span className="min-w-0 flex-1">
          <span className="sr-only">Look at </span>
          {title}
          {made}
        </span>
      </button>
      <Button asChild size="icon" variant="ghost">
        <a
          href={artifactPath(session, artifact.name)}
          download={lastPart(artifact.name)}
          aria-label={`Download ${artifact.name}`}
          title="Download"
        >
          <Download />
        </a>
      </Button>
    </li>
  );
}

const ARCHIVES = new Set(["zip", "gz", "tgz", "tar", "xz", "bz2", "7z", "zst", "rar"]);
const SHEETS = new Set(["csv", "tsv", "xls", "xlsx", "ods"]);

function iconOf(artifact: ArtifactView) {
  const end = ending(artifact.name);
  if (ARCHIVES.has(end)) return Archive;
  if (SHEETS.has(end)) return FileSpreadsheet;
  if (artifact.type === "image/svg+xml" || artifact.type === "text/html") return FileCode;
  if (artifact.type.startsWith("image/")) return FileImage;
  if (artifact.type.startsWith("text/")) return FileText;
  return artifact.type === "application/json" ? FileCode : File;
}
