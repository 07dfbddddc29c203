import type { Place } from "@/session/place";

export function Overview(_: { go(place: Place): void }) {
  return null;
}
