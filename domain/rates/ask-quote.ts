import { z } from 'zod'
import { takeTry } from '#domain/access/limits.ts'
import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { queueMail } from '#domain/mail/queue-mail.ts'
import { tenantTransaction } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { newId } from '#lib/ids.ts'
import { Refusal } from '#lib/refusals.ts'
import { now } from '#lib/time.ts'
import { askedLetter } from './quote-letters.ts'

export const MOST_QUOTE_NOTE = 1_000
const LEAST_PARTS = 10_000n
const MOST_PARTS = 1_000_000_000_000n

const ASKED = z.object({
  monthlyParts: z
    .string()
    .trim()
    .transform((text) => text.replace(/[,\s]/g, ''))
    .refine((text) => /^\d{1,15}$/.test(text), 'Write a whole number of parts, such as 250000.')
    .transform((text) => (/^\d{1,15}$/.test(text) ? BigInt(text) : 0n))
    .refine((parts) => parts >= LEAST_PARTS, 'Volume prices begin at 10,000 parts a month.')
    .refine((parts) => parts <= MOST_PARTS, 'Write at most 1,000,000,000,000 parts a month.'),
  numberKinds: z
    .array(z.enum(['longcode', 'toll_free'], 'Choose long codes, toll-free numbers or both.'))
    .min(1, 'Choose long codes, toll-free numbers or both.')
    .max(2)
    .transform((kinds) => [...new Set(kinds)].sort()),
  note: z.string().trim().max(MOST_QUOTE_NOTE, `Write at most ${MOST_QUOTE_NOTE} characters.`),
})

export type AskedQuote = z.input<typeof ASKED>

/** Asks for prices at a volume (rule F18). One at a time: while it is open another is refused. */
export async function askQuote(scope: Scope, input: AskedQuote): Promise<string> {
  demand(scope, 'billing.manage')
  const read = ASKED.safeParse(input)
  if (!read.success) throw new Refusal('invalid', { fields: z.flattenError(read.error).fieldErrors })
  const { monthlyParts, numberKinds, note } = read.data
  await takeTry(['quote account', scope.accountId])
  const id = newId()
  await tenantTransaction(scope.accountId, async (tx) => {
    const made = await tx.query(
      `insert into quotes (account_id, id, state, monthly_parts, number_kinds, note, asked_at, asked_by)
       values ($1, $2, 'asked', $3, $4, $5, $6, $7) on conflict (account_id) where state in ('asked', 'offered') do nothing returning id`,
      [scope.accountId, id, monthlyParts, numberKinds, note, now(), scope.actor.name],
    )
    if (made.length === 0) throw new Refusal('quote_open')
    await appendAudit(tx, scope, {
      action: 'quote.asked',
      object: `quote ${id}`,
      before: null,
      after: { monthly_parts: monthlyParts.toString(), number_kinds: numberKinds.join(', '), note },
    })
    const [account] = await tx.query<{ name: string }>('select name from accounts where id = $1', [scope.accountId])
    if (env.mail.operator)
      await queueMail(
        tx,
        env.mail.operator,
        askedLetter({ id, monthlyParts, numberKinds, note, accountName: account?.name ?? '' }),
      )
  })
  return id
}
