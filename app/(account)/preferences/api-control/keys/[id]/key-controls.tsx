import { lackedBy } from '#components/key/lacked-by.ts'
import { Section } from '#components/ui/section.tsx'
import { stateOf } from '#domain/keys/key-state.ts'
import type { KeyDetail } from '#domain/keys/read-key.ts'
import { DAY_MS, now } from '#lib/time.ts'
import { dayOf } from '#lib/zoned-day.ts'
import type { SettingsOptions } from '../settings-fields.tsx'
import { ChangeForm } from './change-form.tsx'
import { RevokeForm } from './revoke-form.tsx'
import { RotateForm } from './rotate-form.tsx'

type Props = { apiKey: KeyDetail; options: SettingsOptions; zone: string }

/** The last day that is over before the longest grace is. */
const LAST_GRACE_DAY = 89

export function RotateSection({ apiKey: key, options, zone }: Props) {
  const at = now()
  const state = stateOf(key, at)
  if (state === 'revoked') return null
  return (
    <Section title="Rotate">
      {state === 'expired' ? (
        <p className="max-w-[64ch] text-13 text-ink-2">
          This key has expired, so there is no working secret to hand over from. Give it a later day below, or make a
          new key.
        </p>
      ) : (
        <RotateForm
          id={key.id}
          generation={key.generation}
          running={state === 'rotating'}
          lacked={lackedBy(key, options)}
          zone={options.zone}
          last={dayOf(new Date(at.getTime() + LAST_GRACE_DAY * DAY_MS), zone)}
        />
      )}
    </Section>
  )
}

/** What else can be done with a key; with a revoked one nothing, and why. */
export function KeyControls({ apiKey: key, options, zone }: Props) {
  if (key.revokedAt)
    return (
      <Section title="Revoked">
        <p className="max-w-[64ch] text-13 text-ink-2">
          This key opens nothing any more, and that is final. It stays here because messages and the audit log refer to
          it. Its successor is a new key.
        </p>
      </Section>
    )
  return (
    <>
      <Section title="Change">
        <ChangeForm
          id={key.id}
          options={options}
          is={{
            ...key,
            expires: key.expiresAt ? dayOf(key.expiresAt, zone) : '',
            expiresWas: key.expiresAt?.toISOString() ?? '',
          }}
        />
      </Section>
      <Section title="Revoke">
        <RevokeForm id={key.id} name={key.name} />
      </Section>
    </>
  )
}
