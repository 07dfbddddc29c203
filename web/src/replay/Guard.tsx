import { Component, type ReactNode } from "react";
import { Button } from "@/ui/button";

type Props = { what: string; children: ReactNode };

/** Keeps the rest of the page when a part of it cannot be loaded or drawn, and says so in its place. */
export class Guard extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <div
        role="alert"
        className="flex flex-wrap items-center gap-3 rounded-card border bg-card p-4"
      >
        <p className="flex-1">
          {this.props.what} could not be shown. Everything else on this page is complete.
        </p>
        <Button onClick={() => location.reload()}>Load the page again</Button>
      </div>
    );
  }
}
