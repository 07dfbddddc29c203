import { useSession } from "@/session/store";
import { hue } from "./hue";

/** Whose it is: the agent's dot and name. */
export function Signature({ agent }: { agent: string }) {
  const name = useSession((fold) => fold.nameOf(agent));
  return (
    <span className="whitespace-nowrap">
      <span
        aria-hidden
        className="mr-1 inline-block size-1.5 rounded-full align-middle"
        style={{ background: hue(agent) }}
      />
      {name}
    </span>
  );
}
