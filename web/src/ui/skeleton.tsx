import type { ComponentProps } from "react";
import { cn } from "./cn";

/** Stands where something will be, in its size. */
export function Skeleton({ className, ...rest }: ComponentProps<"div">) {
  return (
    <div aria-hidden className={cn("animate-pulse rounded-md bg-muted", className)} {...rest} />
  );
}
