import { Monitor, Settings } from "lucide-react";
import type { ReactNode } from "react";
import { Link, useLocation } from "wouter";
import { cn } from "@/ui/cn";
import { OfflineLine } from "./OfflineLine";
import { ThemeButton } from "./ThemeButton";

/** The slim bar above every page but a session's. */
export function Frame({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-full flex-col">
      <header className="flex h-12 items-center gap-1 px-4">
        <Link
          href="/"
          className="mr-auto flex items-center gap-2 text-base font-semibold tracking-tight"
        >
          <img src="/icon.svg" alt="" className="size-5" />
          Manyhands
        </Link>
        <nav aria-label="Pages" className="flex items-center gap-1">
          <Place href="/desktops" icon={<Monitor />} name="Desktops" />
          <Place href="/settings" icon={<Settings />} name="Settings" />
        </nav>
        <ThemeButton />
      </header>
      <div className="flex flex-1 flex-col">{children}</div>
      <OfflineLine />
    </div>
  );
}

function Place({ href, icon, name }: { href: string; icon: ReactNode; name: string }) {
  const [here] = useLocation();
  return (
    <Link
      href={href}
      aria-current={here === href ? "page" : undefined}
      className={cn(
        "flex h-8 items-center gap-1.5 rounded-md px-2.5 text-sm text-muted-foreground hover:bg-muted hover:text-foreground [&_svg]:size-4",
        here === href && "bg-muted text-foreground",
      )}
    >
      {icon}
      {name}
    </Link>
  );
}
