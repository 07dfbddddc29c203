import { Component, type ReactNode } from "react";
import { Button } from "@/ui/button";

/** What browsers say when a part of the app does not come: the server is away, or a newer one has other parts. */
const NOT_FETCHED = /dynamically imported module|importing a module script failed/i;

type State = { error: Error | null };

/** Catches what must not happen: says what it was, and offers to load the page again. The work goes on in the server. */
export class Mishap extends Component<{ children: ReactNode }, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: Error): State {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    const missing = NOT_FETCHED.test(error.message);
    return (
      <main role="alert" className="m-auto flex max-w-lg flex-col items-start gap-3 p-8">
        <h1 className="text-lg font-semibold tracking-tight">
          {missing ? "This page did not come" : "This page broke"}
        </h1>
        <p className="text-muted-foreground">
          {missing
            ? "The server does not answer, or it was updated since you came. Nothing is lost."
            : "That is a fault of Manyhands, not yours. The agents go on working, and nothing is lost."}
        </p>
        <pre className="max-h-40 w-full overflow-auto rounded-md border bg-muted p-3 text-xs whitespace-pre-wrap">
          {error.message}
        </pre>
        <Button variant="primary" onClick={() => location.reload()}>
          Load the page again
        </Button>
      </main>
    );
  }
}
