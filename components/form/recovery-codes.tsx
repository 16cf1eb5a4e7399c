'use client'

import { Download, Printer } from 'lucide-react'
import { PRIMARY, QUIET } from '#components/ui/button.ts'
import { CopyButton } from '#components/ui/copy-button.tsx'

type Props = { codes: string[]; email: string; next: string }

/** Ten ways in without the phone, in the answer to one form and nowhere else. */
export function RecoveryCodes({ codes, email, next }: Props) {
  const text = `Longcode recovery codes of ${email}\nEach works once.\n\n${codes.join('\n')}\n`
  return (
    <section data-print className="grid gap-3" aria-labelledby="recovery-codes">
      <header className="flex items-center justify-between">
        <h2 id="recovery-codes" className="font-semibold">
          Your recovery codes
        </h2>
        <CopyButton text={codes.join('\n')} what="all ten codes" />
      </header>
      <p className="text-13 text-ink-2">
        For the day your phone is gone: each opens your sign-in once. Store them in a password manager or on paper. They
        are not shown again.
      </p>
      <ul className="grid grid-cols-[repeat(auto-fit,minmax(10.5rem,1fr))] gap-x-6 gap-y-1 rounded-md border border-line bg-sunk/60 px-3 py-2.5">
        {codes.map((code) => (
          <li key={code} className="num whitespace-nowrap">
            {code}
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2 print:hidden">
        <a
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
          download="longcode-recovery-codes.txt"
          className={QUIET}
        >
          <Download className="size-4" strokeWidth={1.5} aria-hidden="true" />
          Download
        </a>
        <button type="button" onClick={() => window.print()} className={`${QUIET} needs-script`}>
          <Printer className="size-4" strokeWidth={1.5} aria-hidden="true" />
          Print
        </button>
        <a href={next} className={`${PRIMARY} ml-auto`}>
          I stored them
        </a>
      </div>
    </section>
  )
}
