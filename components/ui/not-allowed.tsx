import { roleList } from '#components/layout/roles.ts'
import { Empty } from './empty.tsx'

export function NotAllowed({ roles }: { roles: readonly string[] }) {
  return (
    <Empty level="h1" title="Your role does not open this page">
      <p>It is open to: {roleList(roles)}. An owner of this account can change your role.</p>
    </Empty>
  )
}
