import type { Tx } from '#lib/db.ts'
import { isId } from '#lib/is-id.ts'
import type { Subject } from './limit-words.ts'
import { PREFIX_PROBLEM, readPrefix } from './read-prefix.ts'

export type FoundSubject = { value: string; word: string } | { problem: string }

/** What a limit is of, if the account has it. `word`: how the audit log names it. */
export async function findSubject(tx: Tx, accountId: string, subject: Subject, typed: string): Promise<FoundSubject> {
  switch (subject) {
    case 'account':
      return { value: '', word: 'the account' }
    case 'prefix': {
      const value = readPrefix(typed)
      return value ? { value, word: value } : { problem: PREFIX_PROBLEM }
    }
    case 'key': {
      const [key] = isId(typed)
        ? await tx.query<{ name: string }>('select name from api_keys where account_id = $1 and id = $2', [
            accountId,
            typed,
          ])
        : []
      return key
        ? { value: typed, word: `the key ${key.name}` }
        : { problem: 'Choose one of the keys of this account.' }
    }
    case 'number': {
      const value = typed.trim()
      const [own] = await tx.query('select from numbers where account_id = $1 and e164 = $2', [accountId, value])
      return own ? { value, word: value } : { problem: 'Write a number of this account, such as +12065550100.' }
    }
  }
}
