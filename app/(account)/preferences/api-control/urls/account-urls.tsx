import { Section } from '#components/ui/section.tsx'
import { may } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { readPrices } from '#domain/rates/read-prices.ts'
import { listUrlVersions } from '#domain/routing/list-url-versions.ts'
import { readCopies } from '#domain/routing/read-copies.ts'
import { readRequestUrls } from '#domain/routing/read-request-urls.ts'
import { UrlEditor } from './url-editor.tsx'
import { PAGE_KINDS } from './url-words.ts'

/** The account's defaults: for every number that has none of its own. */
export async function AccountUrls({ scope, zone }: { scope: Scope; zone: string }) {
  const [urls, versions, copies, prices] = await Promise.all([
    readRequestUrls(scope),
    listUrlVersions(scope, ''),
    readCopies(scope, ''),
    readPrices(scope),
  ])
  return (
    <Section title="Request URLs of the account">
      <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
        {PAGE_KINDS.map((kind) => (
          <UrlEditor
            key={kind}
            kind={kind}
            number=""
            numberKind={null}
            url={urls.find((one) => one.kind === kind && one.e164 === '')?.url ?? null}
            versions={versions}
            copies={copies}
            prices={prices}
            zone={zone}
            mayChange={may(scope, 'routing.manage')}
          />
        ))}
      </div>
    </Section>
  )
}
