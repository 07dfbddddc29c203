import { useSyncExternalStore } from "react";

/** What the browser says about notifications; `unsupported` where it has none (phones, mostly). */
export type NotificationState = "unsupported" | "default" | "granted" | "denied";

const KEY = "manyhands.notifications";
const listeners = new Set<() => void>();

export function notificationState(): NotificationState {
  return typeof Notification === "undefined" ? "unsupported" : Notification.permission;
}

/** Whether the person wants notifications here, and the browser allows them. */
export function notificationsOn(): boolean {
  return localStorage.getItem(KEY) === "on" && notificationState() === "granted";
}

/** Switches notifications on, asking the browser when it must be asked: call it from a click. */
export async function askForNotifications(): Promise<boolean> {
  if (notificationState() === "default") await Notification.requestPermission();
  if (notificationState() === "granted") localStorage.setItem(KEY, "on");
  changed();
  return notificationsOn();
}

export function switchNotificationsOff(): void {
  localStorage.removeItem(KEY);
  changed();
}

/**
 * Tells something outside the page, when notifications are on and nobody looks at the page. A later one with the same tag
 * replaces the earlier; a click brings the page to the front.
 */
export function notify(title: string, body: string, tag: string): void {
  if (!notificationsOn() || (document.visibilityState === "visible" && document.hasFocus())) return;
  try {
    const shown = new Notification(title, { body, tag, icon: "/icon.svg" });
    shown.onclick = () => {
      window.focus();
      shown.close();
    };
  } catch {
    // Android's browsers have the constructor and refuse it: what is told stands in the page, too.
  }
}

/** Follows `notificationsOn()`. */
export function useNotificationsOn(): boolean {
  return useSyncExternalStore(subscribe, notificationsOn);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function changed(): void {
  listeners.forEach((listener) => listener());
}

window.addEventListener("storage", (event) => event.key === KEY && changed());
