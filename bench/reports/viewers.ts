/** People who watch accounts, written as rows, with the cookies of their sessions. */
import { encode } from 'next-auth/jwt'
import type pg from 'pg'
import { newId } from '#lib/ids.ts'
import { STAGE_SECRET } from '../stage/stage.ts'

const COOKIE = 'next-auth.session-token'
const HOUR_SECONDS = 3_600

/** One person for each of the accounts, an owner; an account may stand there several times. Answers a `Cookie` header each. */
export async function createViewers(owner: pg.Client, accountIds: readonly string[]): Promise<string[]> {
  const made = accountIds.map((accountId) => ({ accountId, personId: newId(), sessionId: newId() }))
  const columns = [made.map((one) => one.accountId), made.map((one) => one.personId)]
  await owner.query(
    `insert into people (id, email, name, created_at) select id, id || '@bench.example', 'Bench', now() from unnest($1::uuid[]) as id`,
    [columns[1]],
  )
  await owner.query(
    `insert into memberships (account_id, person_id, role, created_at)
     select account, person, 'owner', now() from unnest($1::uuid[], $2::uuid[]) as v (account, person)`,
    columns,
  )
  await owner.query(
    `insert into sessions (id, person_id, account_id, created_at, seen_at, expires_at, method, second_factor)
     select id, person, account, now(), now(), now() + interval '1 hour', 'password', false
     from unnest($1::uuid[], $2::uuid[], $3::uuid[]) as v (account, person, id)`,
    [...columns, made.map((one) => one.sessionId)],
  )
  return Promise.all(
    made.map(async ({ sessionId }) => {
      const token = await encode({ token: { sid: sessionId }, secret: STAGE_SECRET, maxAge: HOUR_SECONDS })
      return `${COOKIE}=${token}`
    }),
  )
}
