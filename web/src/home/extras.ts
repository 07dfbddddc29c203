import { amount, USUAL_LIMITS, wrongLimit, type Limits } from "./limits";

/** What goes with a session besides what everybody chooses; `exact` is one model of the chosen source. */
export type Extras = Limits & {
  exact: string;
  /** Whether somebody else looks at what agents claim. */
  check: boolean;
};

export const NO_EXTRAS: Extras = { ...USUAL_LIMITS, exact: "", check: true };

/** Whether anything differs from the usual. */
export function isSet(extras: Extras): boolean {
  const { check, ...typed } = extras;
  return !check || Object.values(typed).some((it) => it.trim() !== "");
}

/** What is wrong with them before the server is asked; null when nothing is. */
export function wrongExtras(extras: Extras): string | null {
  return wrongLimit(extras);
}

/** As `POST /api/sessions` takes them; nothing of what was left as it is. */
export function asked(extras: Extras, model: string | null): object {
  const minutes = amount(extras.minutes);
  const steps = amount(extras.steps);
  const exact = extras.exact.trim();
  const budget = {
    ...(steps === null ? {} : { steps }),
    ...(minutes === null ? {} : { time: `PT${Math.round(minutes * 60)}S` }),
  };
  return {
    ...(model !== null && exact !== "" ? { model: `${model}:${exact}` } : {}),
    ...(extras.check ? {} : { check: false }),
    ...(Object.keys(budget).length === 0 ? {} : { budget }),
  };
}
