'use client'

import { PageError } from '#components/ui/page-error.tsx'

export default function RootError(props: { error: unknown; retry: () => void }) {
  return (
    <main className="mx-auto grid min-h-dvh max-w-xl content-center px-4">
      <PageError {...props} />
    </main>
  )
}
