import { Section } from '#components/ui/section.tsx'
import type { Scope } from '#domain/access/scope.ts'
import { formatNumber } from '#domain/numbers/format-number.ts'
import type { RequestUrl, UrlKind } from '#domain/routing/effective-url.ts'
import { readRequestUrls } from '#domain/routing/read-request-urls.ts'
import { EVENT_KINDS, EVENT_WORDS } from '#domain/webhooks/delivery.ts'
import { URL_KIND_OF } from '#domain/webhooks/example-event.ts'
import { type Target, TestEventForm } from './test-event-form.tsx'

/** An account with a URL for each of a thousand numbers has more of them than anybody looks through here. */
const MOST_TARGETS = 40

export async function TestEvent({ scope }: { scope: Scope }) {
  const urls = await readRequestUrls(scope)
  const events = EVENT_KINDS.map((kind) => ({ kind, word: EVENT_WORDS[kind] }))
  return (
    <Section title="Send a test event">
      <TestEventForm events={events} targets={targetsOf(urls)} />
    </Section>
  )
}

function targetsOf(urls: RequestUrl[]): Target[] {
  const seen = new Set<string>()
  return urls
    .filter(({ url, kind }) => KINDS.has(kind) && !seen.has(url) && seen.add(url))
    .slice(0, MOST_TARGETS)
    .map(({ url, e164 }) => ({ url, of: e164 === '' ? 'account' : formatNumber(e164) }))
}

const KINDS = new Set<UrlKind>(Object.values(URL_KIND_OF))
