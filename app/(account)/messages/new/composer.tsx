import { TextArea } from '#components/form/field.tsx'
import { spanWord } from '#components/rate/rate-words.ts'
import { MAX_PARTS, type Segments, segment } from '#domain/messages/segments.ts'

type Span = { least: bigint; most: bigint } | null
type Props = { body: string; onChange: (body: string) => void; partNanos: Span; errors: string[] | undefined }

/** The text, and below it what it will be on the wire and on the bill. */
export function Composer({ body, onChange, partNanos, errors }: Props) {
  return (
    <TextArea
      name="body"
      label="Text"
      required
      rows={4}
      value={body}
      onChange={(event) => onChange(event.target.value)}
      errors={errors}
      hint={<Count body={body} partNanos={partNanos} />}
    />
  )
}

function Count({ body, partNanos }: { body: string; partNanos: Span }) {
  if (body === '') return <span>A text of up to 160 plain characters is one part.</span>
  const { encoding, parts, characters, forcedBy } = segment(body)
  const count = parts.length
  const price = partNanos && spanWord({ least: partNanos.least * BigInt(count), most: partNanos.most * BigInt(count) })
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
        , {characters} {characters === 1 ? 'character' : 'characters'} in {encoding === 'gsm7' ? 'GSM-7' : 'UCS-2'}
      </p>
      <Forced by={forcedBy} />
      {count > MAX_PARTS ? <p className="text-failed">A message has at most {MAX_PARTS} parts.</p> : null}
    </div>
  )
}

const NAMED = 12

function Forced({ by }: { by: Segments['forcedBy'] }) {
  if (by.length === 0) return null
  return (
    <p className="text-held">
      {by.length === 1 ? 'This character forces' : 'These characters force'} UCS-2, where a part holds 70 characters and
      not 160:{' '}
      {by.slice(0, NAMED).map((character) => (
        <span key={character} className="num mr-1 rounded-sm bg-held-wash px-1 text-ink">
          {character}
        </span>
      ))}
      {by.length > NAMED ? `and ${by.length - NAMED} more` : ''}
    </p>
  )
}
