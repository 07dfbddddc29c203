import { useState } from "react";
import type { Choice, Machine } from "@/machine/machine";
import { keep, kept } from "./kept";

/** What a person chose last; `null` is whatever is usual here. */
export type Choices = {
  agents: number;
  model: string | null;
  desktop: string | null;
  review: boolean;
};

const KEY = "manyhands.choices";
const USUAL: Choices = { agents: 2, model: null, desktop: null, review: false };

export function useChoices(): [Choices, (change: Partial<Choices>) => void] {
  const [choices, setChoices] = useState(() => kept(KEY, read));
  return [
    choices,
    (change) => {
      const next = { ...choices, ...change };
      keep(KEY, next);
      setChoices(next);
    },
  ];
}

/** The choices as this machine can follow them: what no longer works here gives way to what is usual. */
export function possible(choices: Choices, machine: Machine | undefined): Choices {
  if (machine === undefined) return { ...choices, model: null, desktop: null };
  return {
    ...choices,
    agents: Math.min(choices.agents, machine.maxAgents),
    model: working(machine.models, choices.model),
    desktop: working(machine.desktops, choices.desktop),
  };
}

function working(offered: Choice[], wanted: string | null): string | null {
  const works = offered.filter((choice) => choice.missing.length === 0);
  const one =
    works.find((choice) => choice.name === wanted) ??
    works.find((choice) => choice.isDefault) ??
    works[0];
  return one?.name ?? null;
}

function read(value: unknown): Choices {
  const from = (typeof value === "object" && value !== null ? value : {}) as Partial<Choices>;
  return {
    agents:
      Number.isInteger(from.agents) && from.agents! >= 1 ? (from.agents as number) : USUAL.agents,
    model: typeof from.model === "string" ? from.model : null,
    desktop: typeof from.desktop === "string" ? from.desktop : null,
    review: from.review === true,
  };
}
