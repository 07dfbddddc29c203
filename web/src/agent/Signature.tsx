import { useSession } from "@/session/store";
import { hue } from "./hue";

/** Whose it is: the agent's dot and name. */
export function Signature({ agent }: { agent: string }) {
  const name = useSession((fold) => fold.nameOf(agent));
  return (
    <span className="inline-flex items-center gap-1">
      <span
        aria-hidden
        className="size-1.5 shrink-0 rounded-full"
        style={{ background: hue(agent) }}
      />
      {name}
    </span>
  );
}
