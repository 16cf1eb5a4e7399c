'use client'

import { Wordmark } from '#components/layout/mark.tsx'
import { PageError } from '#components/ui/page-error.tsx'

export default function RootError(props: { error: unknown; retry: () => void }) {
  return (
    <main className="mx-auto grid min-h-dvh max-w-xl content-center px-4">
      <div className="mb-5">
        <Wordmark />
      </div>
      <PageError {...props} />
    </main>
  )
}
