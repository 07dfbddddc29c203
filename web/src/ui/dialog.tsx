import { X } from "lucide-react";
import { useEffect, useId, useRef, type ReactNode } from "react";
import { Button } from "./button";
import { cn } from "./cn";

type Props = {
  open: boolean;
  onClose(): void;
  title: string;
  description?: ReactNode;
  children?: ReactNode;
  /** The buttons, the one that most people want last. */
  footer?: ReactNode;
  className?: string;
};

/** The browser's own modal dialog: it keeps the focus inside, and Escape closes it. */
export function Dialog({ open, onClose, title, description, children, footer, className }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const element = dialog.current;
    if (element === null) return;
    if (open && !element.open) element.showModal();
    if (!open && element.open) element.close();
  }, [open]);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
      className={cn(
        "m-auto w-[min(28rem,calc(100vw-2rem))] rounded-card border bg-card p-0 text-foreground shadow-lg backdrop:bg-black/50",
        className,
      )}
    >
      {open && (
        <div className="flex flex-col gap-3 p-4">
          <div className="flex items-start gap-2">
            <h2 id={id} className="flex-1 text-base font-semibold">
              {title}
            </h2>
            <Button variant="ghost" size="icon-sm" aria-label="Close" onClick={onClose}>
              <X />
            </Button>
          </div>
          {description !== undefined && <div className="text-muted-foreground">{description}</div>}
          {children}
          {footer !== undefined && (
            <div className="flex flex-wrap justify-end gap-2 pt-1">{footer}</div>
          )}
        </div>
      )}
    </dialog>
  );
}
