import { CopyButton } from '#components/ui/copy-button.tsx'
import { prettyJson } from './pretty-json.ts'

type Props = { url: string; headers: Record<string, string>; body: string }

/** A request as it goes over the wire, and its body once more for the eye. */
export function HttpRequest({ url, headers, body }: Props) {
  const pretty = prettyJson(body)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] rounded-md border border-line bg-surface text-13">
      <p className="flex items-baseline gap-1 border-b border-line px-4 py-2.5">
        <span className="num min-w-0 break-all">
          <span className="text-ink-3">POST</span> {url}
        </span>
        <CopyButton text={url} what="address" />
      </p>
      <HeaderList headers={headers} />
      <BodyView body={body} pretty={pretty} />
    </div>
  )
}

export function HeaderList({ headers }: { headers: Record<string, string> }) {
  return (
    <dl className="grid gap-x-4 gap-y-0.5 border-b border-line px-4 py-2.5 sm:grid-cols-[11rem_minmax(0,1fr)]">
      {Object.entries(headers).map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="num text-ink-3">{name}</dt>
          <dd className="num min-w-0 break-all max-sm:mb-1.5">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Pretty for the eye; raw is what was signed, to the byte. */
export function BodyView({ body, pretty }: { body: string; pretty: string | null }) {
  if (body === '') return <p className="px-4 py-2.5 text-ink-3">Without a body.</p>
  return (
    <div className="relative">
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys as well
        tabIndex={0}
        className="num max-h-[26rem] overflow-auto rounded-md px-4 py-3 pr-12 leading-5 wrap-anywhere whitespace-pre-wrap"
      >
        {pretty ?? body}
      </pre>
      <div className="absolute top-1.5 right-2 rounded-sm bg-surface py-1">
        <CopyButton text={body} what="exact body" />
      </div>
      {pretty === null ? null : (
        <details className="border-t border-line px-4 py-2">
          <summary className="link w-fit rounded-sm">Raw, as it is signed</summary>
          <pre data-raw className="num mt-2 rounded-md bg-sunk p-3 break-all whitespace-pre-wrap">
            {body}
          </pre>
        </details>
      )}
    </div>
  )
}
