'use client'

import './globals.css'
import { PageError } from '#components/ui/page-error.tsx'

/** The root layout itself failed: this stands in for all of it. */
export default function GlobalError(props: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <main className="mx-auto grid min-h-dvh max-w-xl content-center px-4">
          <title>Longcode</title>
          <PageError {...props} />
        </main>
      </body>
    </html>
  )
}
