import type { Verdict } from '#domain/audit/chain-fault.ts'
import type { Narrowing } from '#domain/keys/preview-narrowing.ts'
import type { Checked } from '#domain/porting/check-portability.ts'
import type { Split } from '#domain/porting/split-order.ts'
import type { Trial } from '#domain/routing/try-url.ts'
import type { VerifiedSignature } from '#domain/webhooks/verify-signature.ts'

/** What a form knows after it was sent. `values` is what was typed, so that nothing has to be typed twice. */
export type FormState = {
  ok: boolean
  message: string | null
  fieldErrors: Record<string, string[]>
  values: Record<string, string>
  /** What the person is asked for before this is done (`domain/access/sudo.ts`); null: nothing. */
  sudo: 'password' | 'code' | 'sign_in' | null
  /** Shown once, in the answer to the form and nowhere else. */
  secret: { accessKey: string; secret: string; href: string } | null
  /** What web hooks are signed with. */
  signingSecret: string | null
  /** Recovery codes, shown once like a secret. */
  recoveryCodes: string[] | null
  /** What a passkey has to sign before the form goes on (`use-passkey.ts`); `options` is JSON. */
  challenge: { kind: 'create' | 'get'; options: string } | null
  /** What a narrower key would have been refused; `seen` comes back with the form once somebody has looked. */
  narrowing: (Narrowing & { seen: string }) | null
  /** What verifying the audit log found. */
  chain: Verdict | null
  /** What a test delivery found. */
  trial: Trial | null
  /** What verifying a pasted signature found. */
  signature: VerifiedSignature | null
  /** What numbers to port were found to be; `split` once their carriers are known, and `seen` to say that somebody has looked. */
  portability: { checked: Checked[]; split: Split[] | null; seen: string } | null
}

export const UNSENT: FormState = {
  ok: false,
  message: null,
  fieldErrors: {},
  values: {},
  sudo: null,
  secret: null,
  signingSecret: null,
  narrowing: null,
  recoveryCodes: null,
  challenge: null,
  chain: null,
  trial: null,
  signature: null,
  portability: null,
}

export type FormAction = (previous: FormState, form: FormData) => Promise<FormState>
