import Link from 'next/link'
import { PRIMARY } from '#components/ui/button.ts'
import { may } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'

export function SendLink({ scope }: { scope: Scope }) {
  if (!may(scope, 'messages.send')) return null
  return (
    <Link href="/messages/new" className={PRIMARY}>
      Send a message
    </Link>
  )
}
