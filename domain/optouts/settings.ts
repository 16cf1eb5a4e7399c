/** How far an opt-out reaches, and what is answered to the keywords. */
import { demand } from '#domain/access/permissions.ts'
import { isTest, numberLimit, type Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { lockBalance } from '#domain/ledger/lock-balance.ts'
import { tenantTransaction } from '#lib/db.ts'
import { invalid, Refusal } from '#lib/refusals.ts'
import { OPT_OUT_SCOPES, type OptOutScope } from './opt-out.ts'
import { defaultText, type OptOutTexts, parseText, REPLIES, type ReplyKind } from './texts.ts'

export type OptOutSettings = { scope: OptOutScope; texts: OptOutTexts; defaults: Record<ReplyKind, string> }
type Stored = { name: string; scope: OptOutScope; texts: OptOutTexts }

const READ = 'select name, optout_scope as scope, optout_texts as texts from accounts where id = $1'

export async function readOptOutSettings(scope: Scope): Promise<OptOutSettings> {
  demand(scope, 'messages.read')
  const [account] = await tenantTransaction(scope.accountId, (tx) => tx.query<Stored>(READ, [scope.accountId]))
  if (!account) throw new Refusal('not_found')
  const defaults = {
    confirmation: defaultText('confirmation', account.name),
    resubscribed: defaultText('resubscribed', account.name),
    help: defaultText('help', account.name),
  }
  return { scope: account.scope, texts: account.texts, defaults }
}

/** In force from the next message on. An empty text is ours. */
export async function setOptOutSettings(
  scope: Scope,
  input: { scope: string; texts: Record<ReplyKind, string> },
): Promise<void> {
  demand(scope, 'routing.manage')
  if (isTest(scope) || numberLimit(scope)) throw new Refusal('test_key_routes_nothing')
  const reach = OPT_OUT_SCOPES.find((one) => one === input.scope)
  const parsed = REPLIES.map((kind) => [kind, parseText(input.texts[kind])] as const)
  const problems = Object.fromEntries(parsed.map(([kind, one]) => [kind, one.ok ? null : one.problem]))
  if (!reach || parsed.some(([, one]) => !one.ok)) throw invalid({ ...problems, scope: reach ? null : 'Choose one.' })
  const texts: OptOutTexts = {}
  for (const [kind, one] of parsed) if (one.ok && one.text !== null) texts[kind] = one.text
  const { accountId } = scope
  await tenantTransaction(accountId, async (tx) => {
    await lockBalance(tx, accountId)
    const [before] = await tx.query<Stored>(`${READ} for no key update`, [accountId])
    if (!before) throw new Refusal('not_found')
    const was = { scope: before.scope, ...before.texts }
    const is = { scope: reach, ...texts }
    if (REPLIES.every((kind) => before.texts[kind] === texts[kind]) && before.scope === reach) return
    await tx.query('update accounts set optout_scope = $2, optout_texts = $3 where id = $1', [accountId, reach, texts])
    await appendAudit(tx, scope, { action: 'opt_out_settings.changed', object: 'opt-outs', before: was, after: is })
  })
}
