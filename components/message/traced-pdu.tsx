import { CopyButton } from '#components/ui/copy-button.tsx'
import type { TracedPdu } from '#domain/reports/trace.ts'

/** A PDU field by field, and under it every byte. */
export function PduView({ pdu }: { pdu: TracedPdu }) {
  const { command, status, sequence, bytes, fields, hex } = pdu
  const head = [
    { name: 'command_status', value: `0x${status.toString(16).padStart(8, '0')}` },
    { name: 'sequence_number', value: String(sequence) },
  ]
  return (
    <div className="overflow-hidden rounded-md border border-line bg-surface">
      <p className="num border-b border-line px-3 py-1.5">
        {command} <span className="text-ink-3">{bytes} bytes</span>
      </p>
      <dl className="grid grid-cols-[minmax(0,11rem)_minmax(0,1fr)] gap-x-3 gap-y-0.5 px-3 py-2">
        {[...head, ...fields].map(({ name, value }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a name may come twice, and the order never changes
          <div key={index} className="contents">
            <dt className="num min-w-0 truncate text-ink-3" title={name}>
              {name}
            </dt>
            <dd className="num min-w-0 whitespace-pre-wrap wrap-anywhere">
              {value === null ? <Hidden /> : value === '' ? <span className="text-ink-3">empty</span> : value}
            </dd>
          </div>
        ))}
      </dl>
      <div className="flex items-start gap-1 border-t border-line bg-sunk px-3 py-2">
        <p className="num min-w-0 flex-1 text-12 break-all text-ink-2">{hex}</p>
        <CopyButton text={hex} what="raw PDU" />
      </div>
    </div>
  )
}

export function Hidden() {
  return <span className="font-sans text-ink-3">Your role does not show what messages say.</span>
}
