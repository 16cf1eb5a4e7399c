/** What people are told of a port order, in the transaction of its cause. */
import type { Letter } from '#domain/mail/queue-mail.ts'
import { queueMail } from '#domain/mail/queue-mail.ts'
import { quoteName } from '#domain/mail/quote-name.ts'
import { formatNumber } from '#domain/numbers/format-number.ts'
import type { Tx } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { EXCEPTIONS } from './exceptions.ts'
import type { PortOrder } from './order.ts'
import type { Status } from './status.ts'

type Told = { subject: string; text: string }

const LETTERS: Record<Status, (order: PortOrder) => Told> = {
  draft: () => ({ subject: 'is open', text: 'It was opened and needs what the losing carrier knows of you.' }),
  documents: () => ({
    subject: 'needs its documents',
    text: 'Its details are complete. Sign the letter of authorization, upload a recent invoice, then submit it.',
  }),
  submitted: () => ({
    subject: 'is submitted',
    text: 'It is on its way to the losing carrier. There is nothing to do now.',
  }),
  exception: ({ exceptionReason }) => ({
    subject: 'needs you',
    text: exceptionReason
      ? `${EXCEPTIONS[exceptionReason].word}. ${EXCEPTIONS[exceptionReason].sentence}`
      : 'The losing carrier said no.',
  }),
  foc_confirmed: ({ focDate }) => ({
    subject: `has its date: ${focDate}`,
    text: `The losing carrier confirmed ${focDate}. Voice moves on that day; text begins to work three to five days later.`,
  }),
  voice_ported: () => ({
    subject: 'has moved voice',
    text: 'The numbers are on your account for voice. Text begins to work in three to five days; until then they do not send.',
  }),
  done: () => ({ subject: 'is done', text: 'Every number of it sends and receives text.' }),
  canceled: () => ({ subject: 'is canceled', text: 'Nothing more happens to its numbers here.' }),
}

export async function tellOfMove(tx: Tx, accountId: string, order: PortOrder, note: string | null): Promise<void> {
  const { subject, text } = LETTERS[order.status](order)
  await tell(tx, accountId, order, { subject: `Port order ${order.id} ${subject}`, body: text }, note)
}

export async function tellOfNumber(
  tx: Tx,
  accountId: string,
  order: PortOrder,
  e164: string,
  /** How it became known that text works; null: five days are over and it is not known. */
  how: string | null,
): Promise<void> {
  const number = formatNumber(e164)
  const letter = how
    ? {
        subject: `${number} sends and receives text`,
        body: `Text works in both directions: ${how}.`,
      }
    : {
        subject: `${number} does not carry text yet`,
        body: 'Five days after its voice service moved, no test message came back from the carrier. Voice works. We go on testing every hour, and ask the carrier; the number does not send until a test came back.',
      }
  await tell(tx, accountId, order, letter, null)
}

export async function tell(
  tx: Tx,
  accountId: string,
  order: PortOrder,
  letter: Letter,
  note: string | null,
): Promise<void> {
  const body = `${letter.body}

${env.portal.url}/numbers/porting/${order.id}

Losing carrier: ${quoteName(order.losingCarrier)}
${note ? `Note: ${quoteName(note)}\n` : ''}`
  for (const email of await readersOf(tx, accountId, order))
    await queueMail(tx, email, { subject: letter.subject, body })
}

/** Owners and administrators, and whoever opened it while they are on the account. */
async function readersOf(tx: Tx, accountId: string, { openedByPerson }: PortOrder): Promise<string[]> {
  const people = await tx.query<{ email: string }>(
    `select p.email from memberships m join people p on p.id = m.person_id
     where m.account_id = $1 and (m.role in ('owner', 'admin') or m.person_id = $2) order by p.email`,
    [accountId, openedByPerson],
  )
  return people.map(({ email }) => email)
}
