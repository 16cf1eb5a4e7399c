const MOST_SHOWN = 3

/** The text cut as it will travel, one block a part. */
export function HowItTravels({ parts }: { parts: readonly string[] }) {
  const shown = parts.slice(0, MOST_SHOWN).map((text, at) => ({ text, number: at + 1 }))
  return (
    <ol className="grid grid-cols-[minmax(0,1fr)] gap-2" aria-label="How it travels">
      {shown.map(({ text, number }) => (
        <li key={number} className="grid grid-cols-[minmax(0,1fr)] gap-1">
          <p className="justify-self-start rounded-lg rounded-bl-[3px] border border-line bg-surface px-3 py-2 text-13 break-words whitespace-pre-wrap">
            {text}
          </p>
          <p className="px-1 text-12 text-ink-3">
            Part {number} of {parts.length}
          </p>
        </li>
      ))}
    </ol>
  )
}
