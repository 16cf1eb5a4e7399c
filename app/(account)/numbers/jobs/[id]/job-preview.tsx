import { Section } from '#components/ui/section.tsx'
import { formatNumber } from '#domain/numbers/format-number.ts'
import { changeSentences } from '#domain/numbers/job-change.ts'
import type { JobDetail, JobPreview } from '#domain/numbers/read-number-job.ts'

/** What will happen, before it does: in a sentence where it is the same for all, line by line where it is not. */
export function JobPreviewTable({ job }: { job: JobDetail }) {
  const { first, change, total, problems } = job
  const rest = total - problems - first.length
  return (
    <Section title="What will change">
      {change ? (
        <ul className="grid list-disc gap-1 pl-5">
          {changeSentences(change).map((sentence) => (
            <li key={sentence} className="wrap-anywhere">
              {sentence}
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-13 text-ink-2">
          An empty cell takes away what is there; a column that is not in the file leaves it.
          {problems > 0
            ? ` ${problems.toLocaleString('en-US')} lines cannot be used; the others can be brought in without them.`
            : ''}
        </p>
      )}
      <div className="overflow-x-auto">
        <table className="parts">
          <caption className="sr-only">The first numbers, as they are now</caption>
          <thead>
            <tr>
              {change ? null : <th scope="col">Line</th>}
              <th scope="col">Number</th>
              <th scope="col">Now</th>
              {change ? null : (
                <th scope="col" className="w-[44%]">
                  Will
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {first.map((one) => (
              <tr key={one.seq}>
                {change ? null : <td className="num text-ink-3">{one.line}</td>}
                <td className="num whitespace-nowrap">{formatNumber(one.number)}</td>
                <td className="wrap-anywhere text-ink-2">{nowOf(one)}</td>
                {change ? null : <td className="wrap-anywhere">{one.known ? willOf(one) : <Unknown />}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rest > 0 ? <p className="text-13 text-ink-3">and {rest.toLocaleString('en-US')} more.</p> : null}
    </Section>
  )
}

function nowOf({ known, alias, tags, url }: JobPreview): string {
  if (!known) return '–'
  return [alias, tags.join(', '), url].filter(Boolean).join(' · ') || 'No alias, tag or URL of its own'
}

function willOf({ change }: JobPreview): string {
  return changeSentences(change ?? {}).join(' · ')
}

function Unknown() {
  return <span className="text-failed">This account has no such number.</span>
}
