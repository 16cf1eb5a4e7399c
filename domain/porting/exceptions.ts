/**
 * Why a losing carrier says no, and what puts it right: the form of a reason has exactly these fields. Data, so that page, command,
 * mail and verb read the same.
 */
export const FIXES = [
  'account_number',
  'pin',
  'names',
  'address',
  'loa',
  'invoice',
  'numbers',
  'carrier',
  'promise',
] as const
/** `promise`: nothing to send, something to do; whoever sends it again says that it was done. */
export type Fix = (typeof FIXES)[number]

type Exception = { word: string; sentence: string; fix: Fix; promise?: string }

export const EXCEPTIONS = {
  wrong_account_number: {
    word: 'Wrong account number',
    sentence: 'The losing carrier has another account number. It stands on the invoice, and is not the phone number.',
    fix: 'account_number',
  },
  wrong_pin: {
    word: 'Wrong PIN',
    sentence:
      'The losing carrier did not accept the PIN. Ask it for the port-out PIN, which may differ from the one you sign in with.',
    fix: 'pin',
  },
  name_mismatch: {
    word: 'Name does not match',
    sentence:
      'The name of the business or of the authorised person differs from what the losing carrier has. Write both as on the invoice.',
    fix: 'names',
  },
  address_mismatch: {
    word: 'Address does not match',
    sentence:
      'The service address differs from what the losing carrier has. Write it as on its records; the billing address may be another.',
    fix: 'address',
  },
  wrong_carrier: {
    word: 'Another carrier has these numbers',
    sentence: 'These numbers are with another carrier than the one named here.',
    fix: 'carrier',
  },
  number_not_active: {
    word: 'Number not active',
    sentence: 'At least one number is not active at the losing carrier. Take those out, or have them activated first.',
    fix: 'numbers',
  },
  pending_order: {
    word: 'Another order is pending',
    sentence: 'Another order on this account is open at the losing carrier. Ask it to finish or cancel that order.',
    fix: 'promise',
    promise: 'The other order at the losing carrier is finished or canceled',
  },
  account_locked: {
    word: 'Port protection is on',
    sentence: 'The losing carrier keeps these numbers from being ported. Ask it to take the lock off.',
    fix: 'promise',
    promise: 'The losing carrier has taken the lock off',
  },
  loa_unreadable: {
    word: 'Letter of authorization missing or unreadable',
    sentence: 'The losing carrier could not use the letter of authorization. Sign it anew, or upload a clear copy.',
    fix: 'loa',
  },
  invoice_unusable: {
    word: 'Invoice too old or unreadable',
    sentence:
      'The invoice must be of the last 30 days and show account number, name, address and numbers. Upload another.',
    fix: 'invoice',
  },
  other: {
    word: 'Something else',
    sentence: 'The losing carrier said no for a reason of its own: see the note.',
    fix: 'promise',
    promise: 'What the note asks for is done',
  },
} as const satisfies Record<string, Exception>

export type ExceptionReason = keyof typeof EXCEPTIONS
export const EXCEPTION_REASONS = Object.keys(EXCEPTIONS) as ExceptionReason[]

export function isExceptionReason(text: string): text is ExceptionReason {
  return Object.hasOwn(EXCEPTIONS, text)
}

export function promiseOf(reason: ExceptionReason): string | null {
  const exception: Exception = EXCEPTIONS[reason]
  return exception.promise ?? null
}
