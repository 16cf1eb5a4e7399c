import type { Metadata } from 'next'
import Link from 'next/link'
import { readApiStart } from '#app/_web/api-start.ts'
import { readZone } from '#app/_web/display.ts'
import { requireSession } from '#app/_web/session.ts'
import { PageHead } from '#components/layout/page-head.tsx'
import { PRIMARY } from '#components/ui/button.ts'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Empty } from '#components/ui/empty.tsx'
import { Facts } from '#components/ui/facts.tsx'
import { NotAllowed } from '#components/ui/not-allowed.tsx'
import { Section } from '#components/ui/section.tsx'
import { may, PERMISSIONS } from '#domain/access/permissions.ts'
import { listKeys } from '#domain/keys/list-keys.ts'
import { TEST_MONEY_NANOS } from '#domain/ledger/open-books.ts'
import { readBalance } from '#domain/ledger/read-balance.ts'
import { env } from '#lib/env.ts'
import { now } from '#lib/time.ts'
import { KeyTable } from './key-table.tsx'
import { NEW_KEY_HREF } from './keys/key-href.ts'
import { TestMoney } from './test-money.tsx'
import { AccountUrls } from './urls/account-urls.tsx'
import { SigningSecret } from './urls/signing-secret.tsx'

export const metadata: Metadata = { title: 'API control' }

export default async function ApiControlPage() {
  const { scope, account } = await requireSession()
  if (!may(scope, 'keys.read')) return <NotAllowed roles={PERMISSIONS['keys.read']} />
  const [keys, start, zone, { test }] = await Promise.all([
    listKeys(scope),
    readApiStart(scope),
    readZone(account.timeZone),
    readBalance(scope),
  ])
  const base = `${env.api.url}/v2.1`
  return (
    <div className="grid max-w-[60rem] grid-cols-[minmax(0,1fr)] gap-6">
      <PageHead title="API control" note="Where messages go, and the keys to send with">
        {may(scope, 'keys.manage') ? (
          <Link href={NEW_KEY_HREF} className={PRIMARY}>
            New key
          </Link>
        ) : null}
      </PageHead>
      <Section title="API keys">
        {keys.length > 0 ? <KeyTable keys={keys} zone={zone.name} at={now()} /> : <NoKeys />}
      </Section>
      <Section title="Test money">
        <TestMoney
          availableNanos={test.availableNanos.toString()}
          fullNanos={TEST_MONEY_NANOS.toString()}
          mayRefill={may(scope, 'keys.manage')}
        />
      </Section>
      <AccountUrls scope={scope} zone={zone.name} />
      {may(scope, 'keys.manage') ? (
        <Section title="Signing secret">
          <SigningSecret scope={scope} zone={zone.name} />
        </Section>
      ) : null}
      <Section title="First request">
        <Facts
          facts={[
            [
              'Base URL',
              [
                <span key="url" className="num break-all">
                  {base}
                </span>,
                <CopyButton key="copy" text={base} what="base URL" />,
              ],
            ],
            ['Sign with', 'HTTP Basic: the access key is the user, the secret key the password'],
          ]}
        />
        <CodeBlock code={start} what="command" />
        <p className="text-13 text-ink-3">
          SECRET_KEY is the secret that was shown once, when the key was made. Here only its last four characters are
          kept.
        </p>
      </Section>
    </div>
  )
}

function NoKeys() {
  return (
    <Empty title="No API keys yet">
      <p>A program signs in with a key: an access key of digits and a secret that is shown once.</p>
      <Link href={NEW_KEY_HREF} className="link w-fit">
        Make the first key
      </Link>
    </Empty>
  )
}
