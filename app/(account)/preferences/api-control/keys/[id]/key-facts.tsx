import type { ReactNode } from 'react'
import { KeyStateMark } from '#components/key/key-state-mark.tsx'
import { unused } from '#components/key/last-use.tsx'
import { Moment } from '#components/time/moment.tsx'
import { date } from '#components/time/zone.ts'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Facts } from '#components/ui/facts.tsx'
import { KEY_SCOPES } from '#domain/access/key-scopes.ts'
import { IDLE_DAYS, isIdle, stateOf } from '#domain/keys/key-state.ts'
import type { KeyDetail } from '#domain/keys/read-key.ts'
import { formatNumber } from '#domain/numbers/format-number.ts'
import { now } from '#lib/time.ts'

export function KeyFacts({ apiKey: key, zone }: { apiKey: KeyDetail; zone: string }) {
  const at = now()
  return (
    <div className="grid gap-x-10 gap-y-1 border-t border-line pt-3 panel:grid-cols-2">
      <Facts
        facts={[
          ['State', <KeyStateMark key="state" state={stateOf(key, at)} life={key} zone={zone} />],
          [
            'Access key',
            [
              <span key="value" className="num">
                {key.accessKey}
              </span>,
              <CopyButton key="copy" text={key.accessKey} what="access key" />,
            ],
          ],
          ['Secret', <Secret key="secret" apiKey={key} zone={zone} />],
          ['Made', <Made key="made" apiKey={key} zone={zone} />],
          [
            'Expires',
            key.expiresAt ? (
              <Moment key="expires" at={key.expiresAt.toISOString()} zone={zone} as="fullMoment" />
            ) : (
              'Never'
            ),
          ],
        ]}
      />
      <Facts
        facts={[
          ['May', key.scopes.map((one) => KEY_SCOPES[one].word).join(' · ')],
          [
            'Numbers',
            key.numbers ? <List key="numbers" items={key.numbers.map(formatNumber)} /> : 'All of the account',
          ],
          ['From', key.addresses.length > 0 ? <List key="from" items={key.addresses} /> : 'Anywhere'],
          ['Last used', <Used key="used" apiKey={key} zone={zone} />],
          ...(isIdle(key, at) ? [['', <Idle key="idle" />] as [string, ReactNode]] : []),
        ]}
      />
    </div>
  )
}

function Secret({ apiKey: { secretLast4, secretMadeAt }, zone }: { apiKey: KeyDetail; zone: string }) {
  return (
    <span>
      <span className="num">…{secretLast4}</span>
      <span className="text-ink-3">, since {date(secretMadeAt.toISOString(), zone)}</span>
    </span>
  )
}

function Made({ apiKey: { createdAt, createdBy }, zone }: { apiKey: KeyDetail; zone: string }) {
  return (
    <span>
      <Moment at={createdAt.toISOString()} zone={zone} as="shortMoment" />
      {createdBy ? ` by ${createdBy}` : ''}
    </span>
  )
}

function Used({ apiKey: { createdAt, lastUse }, zone }: { apiKey: KeyDetail; zone: string }) {
  if (!lastUse) return <span className="text-ink-3">{unused(createdAt)}</span>
  return (
    <span>
      <Moment at={lastUse.at.toISOString()} zone={zone} as="shortMoment" /> from{' '}
      <span className="num">{lastUse.address || 'somewhere'}</span>
      <span className="block break-all text-ink-3">
        <span className="num">{lastUse.endpoint}</span> · {lastUse.agent || 'no agent named'}
      </span>
    </span>
  )
}

function Idle() {
  return (
    <span className="text-held">
      Not used for {IDLE_DAYS} days. If nobody needs it, revoke it: a key that is not there cannot leak.
    </span>
  )
}

/** Long lists keep to a few lines and scroll. */
function List({ items }: { items: readonly string[] }) {
  return (
    <span className="num block max-h-24 overflow-y-auto" tabIndex={items.length > 4 ? 0 : undefined}>
      {items.map((one) => (
        <span key={one} className="block">
          {one}
        </span>
      ))}
    </span>
  )
}
