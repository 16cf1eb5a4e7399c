/** What a form knows after it was sent. `values` is what was typed, so that nothing has to be typed twice. */
export type FormState = {
  ok: boolean
  message: string | null
  fieldErrors: Record<string, string[]>
  values: Record<string, string>
}

export const UNSENT: FormState = { ok: false, message: null, fieldErrors: {}, values: {} }

export type FormAction = (previous: FormState, form: FormData) => Promise<FormState>
