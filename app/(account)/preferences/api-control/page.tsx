import type { Metadata } from 'next'
import { readApiStart } from '#app/_web/api-start.ts'
import { readZone } from '#app/_web/display.ts'
import { requireSession } from '#app/_web/session.ts'
import { PageHead } from '#components/layout/page-head.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Facts } from '#components/ui/facts.tsx'
import { NotAllowed } from '#components/ui/not-allowed.tsx'
import { Section } from '#components/ui/section.tsx'
import { may, PERMISSIONS } from '#domain/access/permissions.ts'
import { listKeys } from '#domain/keys/list-keys.ts'
import { TEST_MONEY_NANOS } from '#domain/ledger/open-books.ts'
import { readBalance } from '#domain/ledger/read-balance.ts'
import { readRequestUrls } from '#domain/routing/read-request-urls.ts'
import { env } from '#lib/env.ts'
import { KeyTable } from './key-table.tsx'
import { TestMoney } from './test-money.tsx'
import { UrlForms } from './url-forms.tsx'

export const metadata: Metadata = { title: 'API control' }

export default async function ApiControlPage() {
  const { scope, account } = await requireSession()
  if (!may(scope, 'keys.read')) return <NotAllowed roles={PERMISSIONS['keys.read']} />
  const [keys, urls, start, zone, { test }] = await Promise.all([
    listKeys(scope),
    readRequestUrls(scope),
    readApiStart(scope),
    readZone(account.timeZone),
    readBalance(scope),
  ])
  const base = `${env.api.url}/v2.1`
  return (
    <div className="grid max-w-[52rem] gap-6">
      <PageHead title="API control" note="Where messages go, and the keys to send with" />
      <UrlForms urls={urls} mayChange={may(scope, 'routing.manage')} />
      <Section title="API keys">
        <KeyTable keys={keys} zone={zone.name} />
      </Section>
      <Section title="Test money">
        <TestMoney
          availableNanos={test.availableNanos.toString()}
          fullNanos={TEST_MONEY_NANOS.toString()}
          mayRefill={may(scope, 'keys.manage')}
        />
      </Section>
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
