import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'

export type Choice = { id: string; name: string }
export type FilterChoices = {
  /** Revoked ones too: their messages are still there. */
  keys: Choice[]
  carriers: Choice[]
}

/** What the selects of the message log offer, and the names of what its rows carry as ids. */
export async function readFilterChoices(scope: Scope): Promise<FilterChoices> {
  demand(scope, 'messages.read')
  return tenantTransaction(scope.accountId, async (tx) => {
    const [keys, carriers] = await Promise.all([
      tx.query<Choice>('select id, name from api_keys where account_id = $1 order by name, id', [scope.accountId]),
      // Carriers are few and everybody's; which of them an account has used would be a walk through all its messages.
      tx.query<Choice>('select id, name from links order by name, id'),
    ])
    return { keys, carriers }
  })
}
