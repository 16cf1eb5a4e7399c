import { Check, CircleSlash, Minus, X } from 'lucide-react'
import { Facts } from '#components/ui/facts.tsx'
import { HeaderList } from '#components/webhook/http-request.tsx'
import { prettyJson } from '#components/webhook/pretty-json.ts'
import type { TracedBody, TracedCheck, TraceStep } from '#domain/reports/trace.ts'
import { Hidden, PduView } from './traced-pdu.tsx'

export function hasDetails({ facts, checks, headers, bodies, pdu }: TraceStep): boolean {
  return facts.length + checks.length + bodies.length + Object.keys(headers).length > 0 || pdu !== null
}

export function TraceDetails({ step: { facts, checks, headers, bodies, pdu } }: { step: TraceStep }) {
  return (
    <div className="mt-2 grid grid-cols-[minmax(0,1fr)] gap-3">
      {facts.length > 0 ? (
        <Facts facts={facts.map(({ name, value }) => [name, <Value key={name} text={value} />])} />
      ) : null}
      {checks.length > 0 ? <Checks checks={checks} /> : null}
      {pdu ? <PduView pdu={pdu} /> : null}
      {Object.keys(headers).length > 0 ? (
        <Framed title="Request headers">
          <HeaderList headers={headers} />
        </Framed>
      ) : null}
      {bodies.map((body) => (
        <Framed key={body.title} title={body.isCut ? `${body.title}, its beginning` : body.title}>
          <Body body={body} />
        </Framed>
      ))}
    </div>
  )
}

function Value({ text }: { text: string }) {
  return <span className="num min-w-0 wrap-anywhere">{text}</span>
}

function Framed({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div className="overflow-hidden rounded-md border border-line bg-surface">
      <h4 className="border-b border-line px-3 py-1.5 text-ink-3">{title}</h4>
      {children}
    </div>
  )
}

function Body({ body: { text } }: { body: TracedBody }) {
  return (
    <pre
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys as well
      tabIndex={0}
      className="num max-h-72 overflow-auto px-3 py-2 wrap-anywhere whitespace-pre-wrap"
    >
      {text === null ? <Hidden /> : text === '' ? 'Empty' : (prettyJson(text) ?? text)}
    </pre>
  )
}

const MARKS = {
  passed: { Icon: Check, word: 'Passed', tone: 'text-delivered' },
  failed: { Icon: X, word: 'Not passed', tone: 'text-held' },
  not_asked: { Icon: Minus, word: 'Not asked', tone: 'text-ink-3' },
  not_in_force: { Icon: CircleSlash, word: 'Not in force', tone: 'text-ink-3' },
} as const

function Checks({ checks }: { checks: TracedCheck[] }) {
  return (
    <ul className="grid gap-2">
      {checks.map(({ name, result, note }) => {
        const { Icon, word, tone } = MARKS[result]
        return (
          <li key={name} className="grid grid-cols-[1.25rem_minmax(0,1fr)]">
            <Icon className={`mt-0.5 size-3.5 ${tone}`} strokeWidth={2} aria-hidden="true" />
            <span>
              <span className="font-medium">{name}</span> <span className={tone}>{word.toLowerCase()}</span>
              <span className="block text-ink-3">{note}</span>
            </span>
          </li>
        )
      })}
    </ul>
  )
}
