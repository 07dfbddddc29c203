import { useId, useState } from "react";
import { useLocation } from "wouter";
import { send, sessionPath } from "@/api/rest";
import { useOrder } from "@/session/useOrder";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";

type Props = { session: string; keeps: boolean; open: boolean; onClose(): void };

/** Asks what should be done next in the same session. */
export function ContinueDialog(props: Props) {
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title="Continue this session"
      description={
        props.keeps
          ? "It goes on at the same desktops, as they were left. The agents know what was done before."
          : "The agents get fresh desktops. They know what was done before, and their earlier files stay here."
      }
      className="w-[min(36rem,calc(100vw-2rem))]"
    >
      <Form {...props} />
    </Dialog>
  );
}

function Form({ session, onClose }: Props) {
  const [text, setText] = useState("");
  const [, navigate] = useLocation();
  const id = useId();
  const sending = useOrder(async () => {
    await send("POST", sessionPath(session, "continue"), { prompt: text });
    onClose();
    // Where nothing is said in the address, the page shows the work, and the summary when it has ended.
    navigate(`/session/${session}`, { replace: true });
  });
  const empty = text.trim() === "";
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (!empty) void sending.run();
      }}
    >
      <label htmlFor={id} className="sr-only">
        What should be done next?
      </label>
      <textarea
        id={id}
        autoFocus
        rows={4}
        value={text}
        disabled={sending.busy}
        placeholder="What should be done next?"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          if (!empty) void sending.run();
        }}
        className="resize-y rounded-md border bg-background px-3 py-2 text-base placeholder:text-muted-foreground"
      />
      {sending.error !== null && (
        <p role="alert" className="text-destructive">
          {sending.error}
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" disabled={empty || sending.busy}>
          {sending.busy ? "Continuing…" : "Continue"}
        </Button>
      </div>
    </form>
  );
}
