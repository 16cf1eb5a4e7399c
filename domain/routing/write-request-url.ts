import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import type { Tx } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { now } from '#lib/time.ts'
import type { UrlKind } from './effective-url.ts'

/** Of the account (`e164` '') or of one of its numbers. */
export type UrlPlace = { e164: string; kind: UrlKind }

export type UrlWrite = UrlPlace & {
  /** Null removes it. */
  url: string | null
  /** The version that this repeats. */
  fromVersion?: number
  /** The newest version that the person saw, 0 for none. Somebody else's change since then is not overwritten unseen. */
  seenVersion?: number
}

type Newest = { version: number; actor_name: string }

/** A step: the URL, its version and its row in the audit log. Throws `url_changed_meanwhile`. What is so already is left alone: false. */
export async function writeRequestUrl(tx: Tx, scope: Scope, write: UrlWrite): Promise<boolean> {
  const { e164, kind, url, seenVersion } = write
  const key = [scope.accountId, e164, kind]
  // A first change has no row to lock: two of them wait for each other here.
  await tx.query("select pg_advisory_xact_lock(hashtextextended('request url ' || $1 || $2 || $3, 0))", key)
  const [[before], [newest]] = await Promise.all([
    tx.query<{ url: string }>('select url from request_urls where account_id = $1 and e164 = $2 and kind = $3', key),
    tx.query<Newest>(
      `select version, actor_name from request_url_versions where account_id = $1 and e164 = $2 and kind = $3
       order by version desc limit 1`,
      key,
    ),
  ])
  if ((before?.url ?? null) === url) return false
  const version = newest?.version ?? 0
  if (seenVersion !== undefined && seenVersion !== version)
    throw new Refusal('url_changed_meanwhile', { places: { who: newest?.actor_name ?? 'somebody else' } })
  if (url === null) {
    await tx.query('delete from request_urls where account_id = $1 and e164 = $2 and kind = $3', key)
  } else {
    await tx.query(
      `insert into request_urls (account_id, e164, kind, url, updated_at) values ($1, $2, $3, $4, $5)
       on conflict (account_id, e164, kind) do update set url = excluded.url, updated_at = excluded.updated_at`,
      [...key, url, now()],
    )
  }
  await appendVersion(tx, scope, write, version + 1)
  await appendAudit(tx, scope, {
    action:
      write.fromVersion !== undefined
        ? 'request_url.rolled_back'
        : url === null
          ? 'request_url.removed'
          : 'request_url.set',
    object: `${kind}${e164 === '' ? '' : ` of ${e164}`}`,
    before: before ? { url: before.url } : null,
    after: url === null ? null : { url },
  })
  return true
}

async function appendVersion(tx: Tx, { accountId, actor, origin }: Scope, write: UrlWrite, version: number) {
  await tx.query(
    `insert into request_url_versions
       (account_id, e164, kind, version, url, at, actor_kind, actor_id, actor_name, origin, from_version)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      accountId,
      write.e164,
      write.kind,
      version,
      write.url,
      now(),
      actor.kind,
      actor.id,
      actor.name,
      origin,
      write.fromVersion ?? null,
    ],
  )
}
