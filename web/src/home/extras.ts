import { budget, USUAL_LIMITS, wrongLimit, type Limits } from "./limits";
import { byName, given, wrongSecret, type Secret } from "./secrets";

/** What goes with a session besides what everybody chooses; `exact` is one model of the chosen source. */
export type Extras = Limits & {
  exact: string;
  /** Whether somebody else looks at what agents claim. */
  check: boolean;
};

export const NO_EXTRAS: Extras = { ...USUAL_LIMITS, exact: "", check: true };

/** Whether anything differs from the usual. */
export function isSet(extras: Extras, secrets: readonly Secret[]): boolean {
  const { check, ...typed } = extras;
  return !check || Object.values(typed).some((it) => it.trim() !== "") || given(secrets).length > 0;
}

/** What is wrong with them before the server is asked; null when nothing is. */
export function wrongExtras(extras: Extras, secrets: readonly Secret[]): string | null {
  return wrongLimit(extras) ?? wrongSecret(secrets);
}

/** As `POST /api/sessions` takes them; nothing of what was left as it is. */
export function asked(extras: Extras, secrets: readonly Secret[], model: string | null): object {
  const exact = extras.exact.trim();
  const limits = budget(extras);
  return {
    ...(model !== null && exact !== "" ? { model: `${model}:${exact}` } : {}),
    ...(extras.check ? {} : { check: false }),
    ...(limits === null ? {} : { budget: limits }),
    ...(given(secrets).length === 0 ? {} : { secrets: byName(secrets) }),
  };
}
