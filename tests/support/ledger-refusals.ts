import { Refusal } from '#lib/refusals.ts'

const ALLOWED = ['insufficient_funds', 'spend_limit_reached']

/** What a verb says no to, in a sentence, is a part of a history. Everything else is a fault of it. */
export async function allowRefusals<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work
  } catch (fault) {
    if (fault instanceof RangeError || (fault instanceof Refusal && ALLOWED.includes(fault.code))) return null
    throw fault
  }
}
