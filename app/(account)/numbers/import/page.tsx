import type { Metadata } from 'next'
import Link from 'next/link'
import type { SearchParams } from '#app/_web/search-params.ts'
import { requireSession } from '#app/_web/session.ts'
import { PageHead } from '#components/layout/page-head.tsx'
import { PRIMARY } from '#components/ui/button.ts'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { NotAllowed } from '#components/ui/not-allowed.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Section } from '#components/ui/section.tsx'
import { may, PERMISSIONS } from '#domain/access/permissions.ts'
import { readProblem } from './problem.ts'

export const metadata: Metadata = { title: 'Import numbers' }

const EXAMPLE = `number,alias,tags,sms_request_url,receipts_url
12065550142,Front desk,berlin; night shift,https://hooks.example.com/sms,`

export default async function ImportPage({ searchParams }: { searchParams: SearchParams }) {
  const { scope, account } = await requireSession()
  if (!may(scope, 'numbers.manage')) return <NotAllowed roles={PERMISSIONS['numbers.manage']} />
  const problem = readProblem((await searchParams).problem)
  return (
    <div className="grid max-w-[60rem] grid-cols-[minmax(0,1fr)] gap-6">
      <div className="grid gap-1">
        <Link href="/numbers" className="link w-fit text-13">
          My numbers
        </Link>
        <PageHead title="Import settings" note="Aliases, tags and URLs of many numbers from one file" />
      </div>
      {problem ? (
        <div role="alert">
          <Notice tone="failed">{problem}</Notice>
        </div>
      ) : null}
      <form
        method="post"
        action={`/numbers/import/upload?account=${account.id}`}
        encType="multipart/form-data"
        className="grid max-w-[36rem] gap-4"
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
            className="field file-field"
            aria-describedby="file-hint"
          />
          <p id="file-hint" className="text-13 text-ink-3">
            UTF-8, at most 20 MB and 200,000 lines. You see what it would change before anything is changed.
          </p>
        </div>
        <button type="submit" className={`${PRIMARY} min-h-9 justify-self-start px-4`}>
          Read the file
        </button>
      </form>
      <Section title="What the file looks like">
        <CodeBlock code={EXAMPLE} what="example" />
        <ul className="grid max-w-[64ch] list-disc gap-1 pl-5 text-13 text-ink-2">
          <li>
            The first line names the columns. “number” must be there; the others may stand in any order or be left out.
          </li>
          <li>An empty cell takes away what is there. A column that is not in the file leaves it.</li>
          <li>Tags are separated by semicolons or commas.</li>
          <li>Other columns are passed over, so an export can be changed and brought back.</li>
        </ul>
        <a href="/numbers/export" download className="link w-fit text-13">
          Export all numbers in this form
        </a>
      </Section>
    </div>
  )
}
