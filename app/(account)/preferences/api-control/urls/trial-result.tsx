import { Notice } from '#components/ui/notice.tsx'
import type { Trial } from '#domain/routing/try-url.ts'
import type { Step } from '#lib/fault-sentence.ts'
import type { Answer } from '#lib/guarded-fetch.ts'

type Shown = Exclude<Step, 'rest'>
const WORDS: Record<Shown, string> = { dns: 'DNS', connect: 'Connect', tls: 'TLS', firstByte: 'First byte' }
const SHOWN = Object.keys(WORDS) as Shown[]

const UNSAVED = 'You can save it anyway; events will then fail until it is mended.'

/** `ifFailed`: what that means here. */
type Props = { trial: Trial; ifFailed?: string }

/** What a test delivery found: every step of it beside the others, and what came back. */
export function TrialResult({ trial: { ok, verdict, measured, url }, ifFailed = UNSAVED }: Props) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3 rounded-md border border-line bg-surface px-4 py-3.5">
      <Notice tone={ok ? 'done' : 'failed'}>
        <span className="wrap-anywhere">{verdict}</span>
        {ok ? null : ` ${ifFailed}`}
      </Notice>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 text-13 sm:grid-cols-6">
        <Figure name="Status">{measured.statusCode ?? 'none'}</Figure>
        {SHOWN.map((step) => (
          <Figure key={step} name={WORDS[step]} note={noteOf(step, measured, url)}>
            {timeOf(step, measured, url)}
          </Figure>
        ))}
        <Figure name="Latency, in all">{inMs(measured.timings.totalMs)}</Figure>
      </dl>
      {measured.text ? (
        <details className="text-13">
          <summary className="w-fit text-ink-2 underline decoration-line-strong underline-offset-3 hover:text-ink">
            What came back
          </summary>
          <pre className="num mt-2 max-h-48 overflow-auto rounded-md bg-sunk p-3 text-12 wrap-anywhere whitespace-pre-wrap">
            {measured.text}
          </pre>
        </details>
      ) : null}
    </div>
  )
}

function Figure({ name, note, children }: { name: string; note?: string | null; children: React.ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-12 text-ink-3">{name}</dt>
      <dd className="num font-medium">{children}</dd>
      {note ? <dd className="num text-12 wrap-anywhere text-ink-3">{note}</dd> : null}
    </div>
  )
}

function timeOf(step: Shown, { timings, fault }: Answer, url: string): string {
  if (fault?.step === step) return 'failed'
  const ms = timings[`${step}Ms`]
  if (ms !== null) return inMs(ms)
  if (step === 'tls' && url.startsWith('http:')) return 'not used'
  return step === 'dns' && timings.connectMs !== null ? 'not needed' : 'not reached'
}

function noteOf(step: Shown, { address, tls, fault }: Answer, url: string): string | null {
  if (step === 'connect') return address
  if (step === 'tls')
    return tls ? tls.replace('v', ' ') : url.startsWith('http:') && !fault ? 'readable on its way' : null
  return null
}

function inMs(ms: number): string {
  return ms < 10 ? `${ms.toFixed(1)} ms` : `${Math.round(ms).toLocaleString('en-US')} ms`
}
