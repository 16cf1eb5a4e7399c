import type { ReactNode } from 'react'
import { PRIMARY } from '#components/ui/button.ts'
import type { Barred } from '#domain/access/open-session.ts'
import { env } from '#lib/env.ts'

type Props = { why: Barred; account: string; hasFactor: boolean }

/** What the account asks for, and the shortest way to show it. */
export function WayIn({ why, account, hasFactor }: Props) {
  const name = <span className="font-medium text-ink">{account}</span>
  if (why === 'sso') {
    if (!env.oidc)
      return (
        <p className="text-ink-2">
          {name} is open only to those who come by single sign-on, and this system has none configured. Whoever runs it
          can set that up: docs/operating.md says how.
        </p>
      )
    return (
      <Way href="/sign-in/sso" label={`Go on with ${env.oidc.name}`}>
        {name} is open only to those who come by {env.oidc.name}.
      </Way>
    )
  }
  if (hasFactor)
    return (
      <Way href="/sign-in?again=yes" label="Sign in again">
        {name} asks everybody for a second factor. You have one, but this sign-in has not shown it: sign in again, and
        you are asked for it.
      </Way>
    )
  return (
    <Way href="/second-factor" label="Set up a second factor">
      {name} asks everybody for a second factor: besides your password, a code from an app on your phone, or a passkey.
      Setting one up takes a minute, and opens the account at once.
    </Way>
  )
}

function Way({ href, label, children }: { href: string; label: string; children: ReactNode }) {
  return (
    <>
      <p className="text-ink-2">{children}</p>
      <a href={href} className={`${PRIMARY} min-h-9`}>
        {label}
      </a>
    </>
  )
}
