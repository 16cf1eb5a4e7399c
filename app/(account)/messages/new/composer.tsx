'use client'

import { useState } from 'react'
import { TextArea } from '#components/form/field.tsx'
import { formatNanos } from '#domain/ledger/money.ts'
import { MAX_PARTS, segment } from '#domain/messages/segments.ts'

type Props = { partNanos: string | null; errors: string[] | undefined; typed: string | undefined }

/** The text, and beside it what it will be on the wire and on the bill. */
export function Composer({ partNanos, errors, typed }: Props) {
  const [body, setBody] = useState(typed ?? '')
  return (
    <TextArea
      name="body"
      label="Text"
      required
      rows={4}
      value={body}
      onChange={(event) => setBody(event.target.value)}
      errors={errors}
      hint={<Count body={body} partNanos={partNanos} />}
    />
  )
}

function Count({ body, partNanos }: { body: string; partNanos: string | null }) {
  if (body === '') return <span>A text of up to 160 plain characters is one part.</span>
  const { encoding, parts, characters, units, forcedBy } = segment(body)
  const count = parts.length
  const price = partNanos === null ? null : formatNanos(BigInt(partNanos) * BigInt(count))
  return (
    <div className="grid gap-1">
      <p>
        <span className={count > MAX_PARTS ? 'text-failed' : 'text-ink'}>
          {count} {count === 1 ? 'part' : 'parts'}
        </span>
        {price ? (
          <>
            , <span className="num text-ink">{price}</span>
          </>
        ) : null}
        , {characters} {characters === 1 ? 'character' : 'characters'}, {encoding === 'gsm7' ? 'GSM-7' : 'UCS-2'} (
        <span className="num">{units}</span> of <span className="num">{room(encoding, count)}</span>)
      </p>
      {forcedBy.length > 0 ? (
        <p className="text-held">
          {forcedBy.length === 1 ? 'This character forces' : 'These characters force'} UCS-2, where a part holds 70
          characters and not 160:{' '}
          {forcedBy.slice(0, 12).map((character) => (
            <span key={character} className="num mr-1 rounded-sm bg-held-wash px-1 text-ink">
              {character}
            </span>
          ))}
          {forcedBy.length > 12 ? `and ${forcedBy.length - 12} more` : ''}
        </p>
      ) : null}
      {count > MAX_PARTS ? <p className="text-failed">A message has at most {MAX_PARTS} parts.</p> : null}
    </div>
  )
}

function room(encoding: 'gsm7' | 'ucs2', parts: number): number {
  if (encoding === 'gsm7') return parts === 1 ? 160 : parts * 153
  return parts === 1 ? 70 : parts * 67
}
