import type { Place } from "@/session/place";

export function AgentTabs(_: { place: Place; go(place: Place): void }) {
  return <div role="tablist" aria-label="Desktops" />;
}
