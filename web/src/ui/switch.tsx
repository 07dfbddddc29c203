import { Switch as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./cn";

export function Switch({ className, ...rest }: ComponentProps<typeof Radix.Root>) {
  return (
    <Radix.Root
      className={cn(
        "inline-flex h-4.5 w-8 shrink-0 cursor-pointer items-center rounded-full border bg-muted transition-colors data-[state=checked]:border-primary data-[state=checked]:bg-primary",
        className,
      )}
      {...rest}
    >
      <Radix.Thumb className="block size-3.5 translate-x-px rounded-full bg-background shadow-sm data-[state=unchecked]:bg-muted-foreground transition-transform data-[state=checked]:translate-x-[15px]" />
    </Radix.Root>
  );
}
