import { KeyRound } from "lucide-react";
import { Command } from "@/ui/copy";
import { useTitle } from "./title";

/** What whoever comes without the link sees. */
export function SignedOut() {
  useTitle("Not signed in");
  return (
    <main className="m-auto flex w-full max-w-lg flex-col gap-3 p-4 sm:p-8">
      <KeyRound aria-hidden className="size-6 text-muted-foreground" />
      <h1 className="text-lg font-semibold tracking-tight">
        Open the link that the server printed
      </h1>
      <p className="text-muted-foreground">
        This server lets in who has its token. When it started, <code>./manyhands serve</code>{" "}
        printed an address that ends in <code className="whitespace-nowrap">?token=…</code>: open it
        once in this browser, and it remembers. In another tab is fine: this one goes on when you
        come back to it.
      </p>
      <p className="text-muted-foreground">
        The token is also in the file <code>token</code> of the data folder, for instance:
      </p>
      <Command text={`echo "${location.origin}/?token=$(cat ~/.local/share/manyhands/token)"`} />
    </main>
  );
}
