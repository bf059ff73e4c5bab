/**
 * What a form's action answers with: what is wrong, and what was entered, so that nothing has to be typed twice. Plain data, so that it
 * also comes back to a page without script.
 */

/** One thing that is wrong; `field` is the id of the control where it can be mended. */
export type FormError = { readonly field?: string | undefined; readonly message: string };

/** What a form shows after it was sent. `done` says that it went well and the page stays. */
export type FormState = {
  readonly errors: readonly FormError[];
  readonly values: Readonly<Record<string, string>>;
  readonly done?: string;
};

/** A form that has not been sent yet. */
export const NEW_FORM: FormState = { errors: [], values: {} };

/** An action as `useActionState` calls it. */
export type FormAction<State = FormState> = (state: State, form: FormData) => Promise<State>;

/** A form that did not go through. Passwords are never among the values. */
export function failed(errors: readonly FormError[], values: Readonly<Record<string, string>> = {}): FormState {
  return { errors, values };
}

/** What stands in a text field; empty when it is missing or holds a file. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

/** The same without the spaces around it. */
export function trimmedOf(form: FormData, name: string): string {
  return textOf(form, name).trim();
}

/** What is wrong with one field. */
export function errorOf(state: Pick<FormState, 'errors'>, field: string): string | undefined {
  return state.errors.find((error) => error.field === field)?.message;
}
