import { acceptReply } from '#domain/messages/accept-reply.ts'
import type { Tx } from '#lib/db.ts'
import type { Heard } from './heed-inbound.ts'
import { defaultText, type OptOutTexts, type ReplyKind } from './texts.ts'

const WHY: Record<ReplyKind, string> = {
  confirmation: 'confirms the opt-out: free, and sent although they have opted out',
  resubscribed: 'confirms that they get messages again: free',
  help: 'answers HELP: free',
}

/** A step: the account's own words, else ours. A message is answered once (a unique index). */
export async function reply(tx: Tx, accountId: string, kind: ReplyKind, heard: Heard): Promise<void> {
  const { id, to: from, from: to, isTest, at } = heard
  const [account] = await tx.query<{ name: string; texts: OptOutTexts }>(
    { name: 'opt_out_texts', text: 'select name, optout_texts as texts from accounts where id = $1' },
    [accountId],
  )
  const body = account?.texts[kind] ?? defaultText(kind, account?.name ?? '')
  const messageId = await acceptReply(tx, accountId, { from, to, body, isTest, at, why: WHY[kind] })
  if (!messageId) return
  await tx.query(
    {
      name: 'insert_opt_out_reply',
      text: `
        insert into opt_out_replies (account_id, message_id, kind, in_reply_to, number, consumer, at)
        values ($1, $2, $3, $4, $5, $6, $7)`,
    },
    [accountId, messageId, kind, id, from, to, at],
  )
}
