import type { Metadata } from 'next'
import { readZone } from '#app/_web/display.ts'
import { requireSession } from '#app/_web/session.ts'
import { PageHead } from '#components/layout/page-head.tsx'
import { Section } from '#components/ui/section.tsx'
import { listPasskeys } from '#domain/access/list-passkeys.ts'
import { listSessions } from '#domain/access/list-sessions.ts'
import { may } from '#domain/access/permissions.ts'
import { readFactors } from '#domain/access/read-factors.ts'
import { readSignInRules } from '#domain/access/read-sign-in-rules.ts'
import { env } from '#lib/env.ts'
import { AuthenticatorRow } from './authenticator-row.tsx'
import { Passkeys } from './passkeys.tsx'
import { PasswordForm } from './password-form.tsx'
import { RecoveryRow } from './recovery-row.tsx'
import { RulesForm } from './rules-form.tsx'
import { Sessions } from './sessions.tsx'

export const metadata: Metadata = { title: 'Security' }

export default async function SecurityPage() {
  const { self, person, scope, account } = await requireSession()
  const [factors, passkeys, sessions, rules, zone] = await Promise.all([
    readFactors(self),
    listPasskeys(self),
    listSessions(self),
    may(scope, 'account.manage') ? readSignInRules(scope) : null,
    readZone(account.timeZone),
  ])
  const hasFactor = person.hasTotp || passkeys.length > 0
  return (
    <div className="grid max-w-[52rem] grid-cols-[minmax(0,1fr)] gap-6">
      <PageHead title="Security" note="What opens your sign-in, and where it is open" />
      <Section title="Password and second factor">
        <div className="grid grid-cols-[minmax(0,1fr)] divide-y divide-line rounded-md border border-line bg-surface">
          <PasswordForm
            hasPassword={person.hasPassword}
            changedAt={factors.passwordChangedAt}
            email={person.email}
            zone={zone.name}
          />
          <AuthenticatorRow since={factors.totpSince} zone={zone.name} />
          <RecoveryRow left={factors.recoveryCodesLeft} hasFactor={hasFactor} email={person.email} />
        </div>
      </Section>
      <Section title="Passkeys">
        <Passkeys passkeys={passkeys} email={person.email} zone={zone.name} />
      </Section>
      <Section title="Sessions">
        <Sessions sessions={sessions} zone={zone.name} />
      </Section>
      {rules ? (
        <Section title={`Sign-in rules of ${account.name}`}>
          <RulesForm rules={rules} sso={env.oidc?.name ?? null} />
        </Section>
      ) : null}
    </div>
  )
}
