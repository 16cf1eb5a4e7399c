import { CodeBlock } from '#components/ui/code-block.tsx'
import { Section } from '#components/ui/section.tsx'
import { may } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { listKeys } from '#domain/keys/list-keys.ts'
import { env } from '#lib/env.ts'

/** The other way to have them all: the feed has every event, whether or not a web hook told it. */
export async function ByCursor({ scope }: { scope: Scope }) {
  const keys = may(scope, 'keys.read') ? await listKeys(scope) : []
  const accessKey = keys.find((key) => key.revokedAt === null)?.accessKey ?? 'ACCESS_KEY'
  return (
    <Section title="Read them instead of being called">
      <p className="max-w-[72ch] text-13 text-ink-2">
        A server that cannot be reached from outside, or was down for long, reads its events itself: oldest first, from
        where it stopped, whatever became of the web hook. Give <span className="num">meta.cursor</span> of the last
        answer as <span className="num">after</span>; with <span className="num">wait</span> the answer comes as soon as
        there is something new.
      </p>
      <CodeBlock
        code={`curl -u ${accessKey}:SECRET_KEY \\\n  '${env.api.url}/v2.2/events?limit=100&wait=20'`}
        what="command"
      />
    </Section>
  )
}
