import type { LinkConfig, LinkState } from '#domain/messages/carrier.ts'
import { query } from '#lib/db.ts'
import { newId } from '#lib/ids.ts'
import { now } from '#lib/time.ts'

/** A carrier link as the worker needs it. */
export type Link = LinkConfig & { doubtMs: number }

export async function listEnabledLinks(): Promise<Link[]> {
  return query<Link>(
    `select id, name, host, port, system_id as "systemId", password, window_size as window, parts_per_second as "ratePerSecond",
       enquire_link_ms as "enquireLinkMs", response_timeout_ms as "responseTimeoutMs", doubt_ms as "doubtMs"
     from links where enabled order by priority, id`,
  )
}

export type NewLink = Pick<Link, 'name' | 'host' | 'port' | 'systemId' | 'password' | 'window' | 'ratePerSecond'> & {
  responseTimeoutMs?: number
  doubtMs?: number
}

/** Which messages may go over a link. A real carrier's takes live ones and nothing else: the database refuses the rest. */
export type Takes = { live: boolean; test: boolean }
const LIVE_ONLY: Takes = { live: true, test: false }

/**
 * Makes the link of this name, or brings its address, credentials and what it takes up to date; its pace stays as an operator has
 * set it.
 */
export async function saveLink(link: NewLink, takes: Takes = LIVE_ONLY): Promise<void> {
  await query(
    `insert into links (id, name, host, port, system_id, password, window_size, parts_per_second, response_timeout_ms, doubt_ms, created_at,
       takes_live, takes_test)
     values ($1, $2, $3, $4, $5, $6, $7, $8, coalesce($9, 10000), coalesce($10, 60000), $11, $12, $13)
     on conflict (name) do update set host = excluded.host, port = excluded.port, system_id = excluded.system_id,
       password = excluded.password, takes_live = excluded.takes_live, takes_test = excluded.takes_test`,
    [
      newId(),
      link.name,
      link.host,
      link.port,
      link.systemId,
      link.password,
      link.window,
      link.ratePerSecond,
      link.responseTimeoutMs ?? null,
      link.doubtMs ?? null,
      now(),
      takes.live,
      takes.test,
    ],
  )
}

export async function noteLinkState(linkId: string, state: LinkState, detail: string): Promise<void> {
  await query('update links set state = $2, state_detail = $3, state_at = $4 where id = $1', [
    linkId,
    state,
    detail,
    now(),
  ])
}
