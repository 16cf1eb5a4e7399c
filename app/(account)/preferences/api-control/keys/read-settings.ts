/** The fields of `settings-fields.tsx` as the verbs of keys want them. Check boxes have a name each, so that a form comes back as it was. */
import 'server-only'
import { text } from '#app/_web/action.ts'
import { ALL_KEY_SCOPES } from '#domain/access/key-scopes.ts'
import { type Grace, isGraceName } from '#domain/keys/grace.ts'
import type { RawKeySettings } from '#domain/keys/key-input.ts'
import { dayOf, endOfDay } from '#lib/zoned-day.ts'

const NUMBER = 'number.'

export function readSettings(form: FormData, zone: string): RawKeySettings {
  const numbers = [...form.keys()].filter((name) => name.startsWith(NUMBER)).map((name) => name.slice(NUMBER.length))
  return {
    name: text(form, 'name'),
    description: text(form, 'description'),
    scopes: ALL_KEY_SCOPES.filter((one) => text(form, `scope.${one}`) !== ''),
    numbers: text(form, 'reach') === 'chosen' ? numbers : null,
    addresses: text(form, 'addresses').split(/[\n,]+/),
    expiresAt: readExpiry(form, zone),
  }
}

/** A day that was not touched stays the moment it stood for, whatever zone it was shown in. */
function readExpiry(form: FormData, zone: string): Date | null {
  const day = text(form, 'expires').trim()
  if (day === '') return null
  const was = new Date(text(form, 'expires_was'))
  return !Number.isNaN(was.getTime()) && dayOf(was, zone) === day ? was : endOfDay(day, zone)
}

/** The choice of `grace-choice.tsx`. Nothing chosen is an unreadable day, and refused as one. */
export function readGrace(form: FormData, zone: string): Grace {
  const dies = text(form, 'dies')
  return isGraceName(dies) ? dies : endOfDay(text(form, 'until'), zone)
}
