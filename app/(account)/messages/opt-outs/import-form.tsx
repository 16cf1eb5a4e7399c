import { QUIET } from '#components/ui/button.ts'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { OPT_OUTS_PATH } from './read-view.ts'
import type { UploadNews } from './upload-news.ts'

const EXAMPLE = `number,consumer,note
12065550142,12065550107,asked on the phone`

/** A plain form: its answer stands above it. */
export function ImportForm({ accountId, news }: { accountId: string; news: UploadNews | null }) {
  return (
    <div id="import" className="grid max-w-[44rem] grid-cols-[minmax(0,1fr)] gap-4">
      {news ? <News news={news} /> : null}
      <p className="text-13 text-ink-2">
        Bring along whom another provider has kept. Every line is one of your numbers and one consumer; what is there
        already stays, so a file can be brought again after it was mended. An export has the same columns.
      </p>
      <CodeBlock code={EXAMPLE} what="example" />
      <form
        method="post"
        action={`${OPT_OUTS_PATH}/upload?account=${accountId}`}
        encType="multipart/form-data"
        className="grid gap-3"
      >
        <div className="grid gap-1.5">
          <label htmlFor="file" className="text-13 font-medium">
            CSV file
          </label>
          <input
            id="file"
            type="file"
            name="file"
            accept=".csv,text/csv"
            required
            className="field file-field max-w-[36rem]"
            aria-describedby="file-hint"
          />
          <p id="file-hint" className="text-13 text-ink-3">
            UTF-8, at most 2 MB and 20,000 lines.
          </p>
        </div>
        <button type="submit" className={`${QUIET} justify-self-start`}>
          Import
        </button>
      </form>
    </div>
  )
}

function News({ news }: { news: UploadNews }) {
  if ('problem' in news)
    return (
      <div role="alert">
        <Notice tone="failed">{news.problem}</Notice>
      </div>
    )
  const { added, already, wrong, lines } = news
  return (
    <div role={wrong > 0 ? 'alert' : 'status'}>
      <Notice tone={wrong > 0 ? 'failed' : 'done'}>
        <p>
          {count(added, 'opt-out')} added{already > 0 ? `, ${already.toLocaleString('en-US')} were there already` : ''}
          {wrong > 0 ? `, ${count(wrong, 'line')} could not be read` : ''}.
        </p>
        {lines.length > 0 ? (
          <ul className="mt-1.5 grid gap-0.5">
            {lines.map(({ line, problem }) => (
              <li key={line}>
                <span className="num">Line {line}:</span> {problem}
              </li>
            ))}
            {wrong > lines.length ? <li>And {count(wrong - lines.length, 'more line')}.</li> : null}
          </ul>
        ) : null}
      </Notice>
    </div>
  )
}

function count(n: number, word: string): string {
  return `${n.toLocaleString('en-US')} ${word}${n === 1 ? '' : 's'}`
}
