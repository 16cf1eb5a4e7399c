/** What somebody needs for the first request: a command that works once the secret is filled in. */
import 'server-only'
import { may } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { listKeys } from '#domain/keys/list-keys.ts'
import { listNumbers } from '#domain/numbers/list-numbers.ts'
import { sends } from '#domain/routing/parties.ts'
import { env } from '#lib/env.ts'

/** A destination that is fiction, and that the sandbox delivers to. */
const SOMEBODY = '12065550107'

export async function readApiStart(scope: Scope): Promise<string> {
  const [keys, numbers] = await Promise.all([may(scope, 'keys.read') ? listKeys(scope) : [], listNumbers(scope)])
  const key = keys.find((one) => one.revokedAt === null)
  const from = numbers.find(sends)
  return sendCommand(key?.accessKey ?? 'ACCESS_KEY', from?.e164.slice(1) ?? 'YOUR_NUMBER')
}

function sendCommand(accessKey: string, from: string): string {
  return `curl ${env.api.url}/v2.1/messages \\
  -u ${accessKey}:SECRET_KEY \\
  -H 'content-type: application/json' \\
  -d '{"from": "${from}",
       "to": "${SOMEBODY}",
       "body": "Hello from Longcode"}'`
}
