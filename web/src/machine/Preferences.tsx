import { Laptop, Moon, Sun, type LucideIcon } from "lucide-react";
import { useState } from "react";
import {
  askForNotifications,
  notificationState,
  switchNotificationsOff,
  useNotificationsOn,
} from "@/app/notifications";
import { setTheme, useTheme, type Theme } from "@/app/theme";
import { cn } from "@/ui/cn";
import { Switch } from "@/ui/switch";
import { Row } from "./SettingsPage";

const THEMES: [Theme, string, LucideIcon][] = [
  ["system", "System", Laptop],
  ["light", "Light", Sun],
  ["dark", "Dark", Moon],
];

export function ThemeSetting() {
  const theme = useTheme();
  return (
    <Row name="Look">
      <span role="radiogroup" aria-label="Look" className="flex rounded-md border p-0.5">
        {THEMES.map(([value, name, Icon]) => (
          <label
            key={value}
            className={cn(
              "flex h-7 cursor-pointer items-center gap-1.5 rounded px-2.5 text-xs text-muted-foreground has-focus-visible:outline-2 has-focus-visible:outline-ring",
              theme === value && "bg-accent font-medium text-accent-foreground",
            )}
          >
            <input
              type="radio"
              name="theme"
              value={value}
              checked={theme === value}
              onChange={() => setTheme(value)}
              className="sr-only"
            />
            <Icon aria-hidden className="size-3.5" />
            {name}
          </label>
        ))}
      </span>
    </Row>
  );
}

const SAID = {
  unsupported: "this browser has none",
  denied: "this browser was told not to: allow them for this page in its settings",
  default: "when an agent needs you or the work is done, and you look elsewhere",
  granted: "when an agent needs you or the work is done, and you look elsewhere",
};

export function NotificationSetting() {
  const on = useNotificationsOn();
  const [state, setState] = useState(notificationState);
  async function change(wanted: boolean) {
    if (wanted) await askForNotifications();
    else switchNotificationsOff();
    setState(notificationState());
  }
  return (
    <Row name="Notifications">
      <span className="text-xs text-muted-foreground">{SAID[state]}</span>
      <Switch
        aria-label="Notifications"
        checked={on}
        disabled={state === "unsupported" || state === "denied"}
        onCheckedChange={(wanted) => void change(wanted)}
      />
    </Row>
  );
}
