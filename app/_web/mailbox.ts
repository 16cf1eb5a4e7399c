/** Whether this request may see the mailbox of this system (`domain/mail/read-mailbox.ts`). */
import 'server-only'
import { headers } from 'next/headers'
import { cache } from 'react'
import { hasMailbox } from '#domain/mail/read-mailbox.ts'
import { readCaller } from './caller.ts'
import { isOwnHost } from './origin.ts'

export const mailboxIsOpen = cache(async (): Promise<boolean> => {
  // A stranger's page can point its own name at this machine; then the browser comes from here, but under that name.
  return hasMailbox(await readCaller()) && isOwnHost((await headers()).get('host'))
})
