import { randomUUID } from 'node:crypto'
import { newId } from '#lib/ids.ts'
import { ask } from './account.ts'

/** What could not be told to an account’s servers, and where it should have gone. */
export async function failedEvent(accountId: string, text: string) {
  const [eventId, endpointId] = [newId(), randomUUID()]
  const url = 'https://hooks.sound.example/gone'
  await ask('insert into endpoints (account_id, id, address, created_at) values ($1, $2, $3, now())', [
    accountId,
    endpointId,
    url,
  ])
  await ask(
    `insert into deliveries (account_id, id, kind, url, body, status, created_at, done_at, endpoint_id, number, peer, origin)
     select $1, $2, 'inbound', $3, $4, 'failed', now(), now(), $5, e164, '+12065550107', 'account' from numbers
     where account_id = $1 limit 1`,
    [accountId, eventId, url, JSON.stringify({ body: text }), endpointId],
  )
  // Not due: whoever could would stop it, or make it go on.
  const replayId = newId()
  await ask(
    `insert into replays (account_id, id, filter, per_second, total, until, started_at, started_by)
     values ($1, $2, '{}', 1, 1, now(), now(), $3)`,
    [accountId, replayId, text],
  )
  return { eventId, endpointId, replayId }
}
