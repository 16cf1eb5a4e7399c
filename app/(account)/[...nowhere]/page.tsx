import { notFound } from 'next/navigation'
import { requireSession } from '#app/_web/session.ts'

/** An address that leads nowhere, told inside the frame to those who are signed in. */
export default async function NowherePage() {
  await requireSession()
  notFound()
}
