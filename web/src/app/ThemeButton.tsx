import { Laptop, Moon, Sun } from "lucide-react";
import { Button } from "@/ui/button";
import { setTheme, useTheme, type Theme } from "./theme";

const NEXT: Record<Theme, Theme> = { system: "light", light: "dark", dark: "system" };
const NAME: Record<Theme, string> = { system: "as the system", light: "light", dark: "dark" };
const ICON = { system: Laptop, light: Sun, dark: Moon };

/** Goes from the system's look to light, to dark, and round again. */
export function ThemeButton() {
  const theme = useTheme();
  const Icon = ICON[theme];
  const words = `Look: ${NAME[theme]}. Change to ${NAME[NEXT[theme]]}`;
  return (
    <Button
      variant="ghost"
      size="icon"
      aria-label={words}
      title={words}
      className="text-muted-foreground"
      onClick={() => setTheme(NEXT[theme])}
    >
      <Icon />
    </Button>
  );
}
