import type { FormState } from '#components/form/form-state.ts'
import { Refusal } from '#lib/refusals.ts'

/**
 * A form that comes back from the browser's history carries the key of what it sent then. With another text that is no
 * retry: the form gets a new key, and the person says once more that it is to go.
 */
export async function withFreshKey<T>(form: FormData, work: () => Promise<T>): Promise<T | Partial<FormState>> {
  try {
    return await work()
  } catch (fault) {
    if (!(fault instanceof Refusal) || fault.code !== 'idempotency_mismatch') throw fault
    const typed = [...form].filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && !entry[0].startsWith('$'),
    )
    return {
      ok: false,
      message: 'This form has already sent another message. Press Send once more to send this one too.',
      values: { ...Object.fromEntries(typed), idempotencyKey: crypto.randomUUID() },
    }
  }
}
