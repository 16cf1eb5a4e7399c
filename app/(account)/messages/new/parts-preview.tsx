import { segment } from '#domain/messages/segments.ts'

const ROOM = { gsm7: { alone: 160, each: 153 }, ucs2: { alone: 70, each: 67 } } as const

/** The text cut as it will travel, one block a part. */
export function PartsPreview({ body }: { body: string }) {
  const { encoding, parts } = segment(body)
  const room = parts.length > 1 ? ROOM[encoding].each : ROOM[encoding].alone
  return (
    <section aria-label="How it travels" className="grid content-start gap-3 max-panel:hidden">
      <h2 className="text-13 font-medium">How it travels</h2>
      {body === '' ? (
        <p className="max-w-[36ch] text-13 text-ink-3">
          Carriers take a message in parts, and each part is charged. The parts appear here as you write.
        </p>
      ) : (
        <ol className="grid max-w-[26rem] gap-2.5">
          {numbered(parts).map(({ part, number }) => (
            <li key={number} className="grid gap-1">
              <p className="rounded-lg rounded-bl-[3px] border border-line bg-surface px-3 py-2 break-words whitespace-pre-wrap">
                {part}
              </p>
              <p className="flex justify-between px-1 text-12 text-ink-3">
                <span>
                  Part {number} of {parts.length}
                </span>
                <span className="num">
                  {encoding === 'gsm7' ? segment(part).units : part.length} of {room}
                </span>
              </p>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

function numbered(parts: string[]): { part: string; number: number }[] {
  return parts.map((part, index) => ({ part, number: index + 1 }))
}
