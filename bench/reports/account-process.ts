/** Makes an account in a process of its own, since verbs read their database from the environment, and tells its id. */
import { createAccount } from '#domain/access/create-account.ts'
import { pool } from '#lib/db.ts'

const [email = '', name = '', password = '', timeZone = 'UTC'] = process.argv.slice(2)
const { accountId } = await createAccount({ name: 'Bench', timeZone, owner: { email, name, password } })
process.send?.(accountId)
await pool.end()
process.disconnect()
