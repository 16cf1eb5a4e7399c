import { Moment } from '#components/time/moment.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import type { Scope } from '#domain/access/scope.ts'
import { readSigning, type Signing } from '#domain/webhooks/read-signing.ts'
import { dropSecret, endOverlap, giveSecret, rotateSecret, showSecret } from './signing-actions.ts'
import { SigningForm } from './signing-form.tsx'

const VERIFY = `import { Webhook } from 'standardwebhooks'

const webhook = new Webhook(process.env.LONGCODE_SIGNING_SECRET)
// rawBody: as it came, before anything parses it. Throws when it is not ours, or older than five minutes.
const event = webhook.verify(rawBody, request.headers)`

type Props = { scope: Scope; zone: string; endpointId?: string | null }

/** Receivers check with it that an event is ours. Of the account, or of one endpoint. */
export async function SigningSecret({ scope, zone, endpointId = null }: Props) {
  const signing = await readSigning(scope, { endpointId })
  const place = { endpoint: endpointId ?? '', seen: signing.inForce?.id ?? '' }
  const hasOwn = endpointId === null || signing.inForce !== null
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <State signing={signing} zone={zone} isEndpoint={endpointId !== null} />
      {hasOwn ? (
        <SigningForm key={place.seen} action={showSecret} fields={place} button="Show the signing secret" />
      ) : null}
      {/* One form for both, so that the secret it shows stays when the first becomes the second. */}
      <SigningForm
        key="change"
        action={hasOwn ? rotateSecret : giveSecret}
        fields={place}
        button={hasOwn ? 'Rotate' : 'Make a secret for this endpoint'}
        overlap={hasOwn ? 'The old secret signs beside the new one' : 'The account’s secret signs beside it'}
      />
      {signing.beside.length > 0 ? (
        <SigningForm action={endOverlap} fields={place} button="End the overlap now" />
      ) : null}
      {endpointId !== null && hasOwn ? (
        <SigningForm
          action={dropSecret}
          fields={place}
          button="Go back to the account’s secret"
          overlap="The endpoint’s own signs beside it"
        />
      ) : null}
      {endpointId === null ? (
        <details className="text-13">
          <summary className="w-fit text-ink-2 underline decoration-line-strong underline-offset-3 hover:text-ink">
            How to verify
          </summary>
          <div className="mt-2 grid grid-cols-[minmax(0,1fr)] gap-2">
            <CodeBlock code={VERIFY} what="example" />
            <p className="max-w-[72ch] text-ink-2">
              While two secrets sign, the header holds a signature of each; the library takes the event when one of them
              fits. There is one of these libraries for most languages, named Standard Webhooks.
            </p>
          </div>
        </details>
      ) : null}
    </div>
  )
}

function State({
  signing: { inForce, beside },
  zone,
  isEndpoint,
}: {
  signing: Signing
  zone: string
  isEndpoint: boolean
}) {
  const at = (when: Date) => <Moment at={when.toISOString()} zone={zone} as="shortMoment" />
  return (
    <div className="grid max-w-[72ch] gap-1.5 text-13 text-ink-2">
      {isEndpoint ? (
        <p>
          {inForce
            ? 'Events to this endpoint are signed with a secret of its own: who receives here can check nothing that goes elsewhere.'
            : 'Events to this endpoint are signed with the account’s secret. With one of its own, who receives here can check nothing that goes elsewhere.'}
        </p>
      ) : (
        <p>
          Every event and test delivery is signed with it, in the headers <span className="num">webhook-id</span>,{' '}
          <span className="num">webhook-timestamp</span> and <span className="num">webhook-signature</span> of Standard
          Webhooks. Libraries for it take the secret as it is shown here.
        </p>
      )}
      {inForce ? <p>In force since {at(inForce.since)}.</p> : null}
      {beside.map((one) => (
        <p key={`${one.since.getTime()} ${one.isAccounts}`} className="text-held">
          {one.isAccounts ? 'The account’s secret' : <>The one made {at(one.since)}</>} still signs as well, until{' '}
          {at(one.until)}.
        </p>
      ))}
    </div>
  )
}
