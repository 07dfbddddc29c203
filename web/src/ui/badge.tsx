import type { ComponentProps } from "react";
import { cn } from "./cn";

/** A small label with an icon or a dot before the word. */
export function Badge({ className, ...rest }: ComponentProps<"span">) {
  return (
    <span
      className={cn(
        "inline-flex h-5 items-center gap-1 whitespace-nowrap rounded-full border px-2 text-2xs font-medium [&_svg]:size-3",
        className,
      )}
      {...rest}
    />
  );
}
