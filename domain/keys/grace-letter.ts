import type { Letter } from '#domain/mail/queue-mail.ts'
import { type Key, written } from './key.ts'

type Facts = { until: Date; lastUse: Date; portalUrl: string }

/** The secrets by their last four characters, as everywhere. */
export function graceLetter(key: Key, { until, lastUse, portalUrl }: Facts): Letter {
  return {
    subject: `The old secret of API key ${key.accessKey} ends soon and is still used`,
    body: `The old secret of an API key ends at ${written(until)}, and it was last used at ${written(lastUse)}.
Requests with it will then be refused.

Access key    ${key.accessKey}
Old secret    …${key.previousLast4}
New secret    …${key.secretLast4}
Name          ${key.name}

Who still uses the old secret, and a button to give them more time:
${portalUrl}/preferences/api-control/keys/${key.id}
`,
  }
}
