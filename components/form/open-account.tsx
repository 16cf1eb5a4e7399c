'use client'

import { createContext, type ReactNode, useContext } from 'react'

/** The field by which a form says of which account its page was (`app/_web/action.ts`). */
export const OPEN_ACCOUNT = 'open_account'

const Account = createContext('')

export function OpenAccount({ id, children }: { id: string; children: ReactNode }) {
  return <Account value={id}>{children}</Account>
}

export function OpenAccountField() {
  const id = useContext(Account)
  return id === '' ? null : <input type="hidden" name={OPEN_ACCOUNT} value={id} />
}
