/**
 * Accounts to send from. Written as rows and not by the product's verbs, which would hash a thousand passwords that nobody
 * signs in with.
 */
import type pg from 'pg'
import { USUAL_KEY_SCOPES } from '#domain/access/key-scopes.ts'
import { hashSecret, newSecret } from '#domain/keys/secret.ts'
import { newId } from '#lib/ids.ts'

export type Sender = { accountId: string; authorization: string; from: string }

const AREAS = ['206', '212', '303', '312', '404', '415', '503', '512', '617', '702', '713']
const NO_LIMIT = 1_000_000

export async function createSenders(client: pg.Client, count: number): Promise<Sender[]> {
  const made = Array.from({ length: count }, (_, index) => {
    const area = AREAS[Math.floor(index / 100)]
    if (area === undefined) throw new RangeError(`there are numbers for ${AREAS.length * 100} accounts`)
    const accessKey = String(20_000_000 + index)
    const secret = newSecret()
    return {
      accountId: newId(),
      keyId: newId(),
      accessKey,
      secret,
      from: `1${area}55501${String(index % 100).padStart(2, '0')}`,
    }
  })
  const accounts = made.map((one) => one.accountId)
  const column = <T>(pick: (one: (typeof made)[number]) => T) => made.map(pick)
  await client.query(
    `insert into accounts (id, name, requests_per_second, created_at) select id, 'Bench', $2, now() from unnest($1::uuid[]) as id`,
    [accounts, NO_LIMIT],
  )
  await client.query(
    'insert into balances (account_id, available_nanos) select id, 1000000000000000 from unnest($1::uuid[]) as id',
    [accounts],
  )
  await client.query(
    `insert into api_keys (account_id, id, name, access_key, secret_sha256, secret_last4, created_at, secret_made_at, scopes)
     select account, key, 'Bench', access, sha256, '0000', now(), now(), $5
     from unnest($1::uuid[], $2::uuid[], $3::text[], $4::bytea[]) as k (account, key, access, sha256)`,
    [
      accounts,
      column((one) => one.keyId),
      column((one) => one.accessKey),
      column((one) => hashSecret(one.secret)),
      USUAL_KEY_SCOPES,
    ],
  )
  await client.query(
    'insert into access_keys (account_id, key_id, access_key) select * from unnest($1::uuid[], $2::uuid[], $3::text[])',
    [accounts, column((one) => one.keyId), column((one) => one.accessKey)],
  )
  await client.query(
    `insert into numbers (account_id, e164, kind, created_at)
     select account, number, 'longcode', now() from unnest($1::uuid[], $2::text[]) as n (account, number)`,
    [accounts, column((one) => `+${one.from}`)],
  )
  await client.query('insert into number_owners (account_id, e164) select account_id, e164 from numbers')
  await client.query('analyze')
  return made.map(({ accountId, accessKey, secret, from }) => {
    const credentials = Buffer.from(`${accessKey}:${secret}`).toString('base64')
    return { accountId, authorization: `Basic ${credentials}`, from }
  })
}

/** The link that every message takes. A worker brings its address up to date and opens it again when its pace changes. */
export async function setPace(client: pg.Client, pace: { window: number; ratePerSecond: number }): Promise<void> {
  await client.query(
    `insert into links (id, name, host, port, system_id, password, window_size, parts_per_second, created_at)
     values ($1, 'sandbox', '127.0.0.1', 1, 'longcode', 'sandbox', $2, $3, now())
     on conflict (name) do update set window_size = excluded.window_size, parts_per_second = excluded.parts_per_second`,
    [newId(), pace.window, pace.ratePerSecond],
  )
}
