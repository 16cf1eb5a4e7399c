import { query } from '#lib/db.ts'

export type RefusedEvent = { at: Date; id: string; accountId: string | null; type: string; reason: string }
export type RefusedCalls = { day: Date; reason: string; calls: bigint; lastAt: Date; lastAddress: string | null }
export type OwedPayment = { accountId: string; id: string; owedNanos: bigint }
export type StripeTrouble = { events: RefusedEvent[]; calls: RefusedCalls[]; owed: OwedPayment[] }

const MOST = 50

/** For operators' commands, never for a request: of all accounts, and of none. */
export async function readStripeTrouble(): Promise<StripeTrouble> {
  const [events, calls, owed] = await Promise.all([
    query<RefusedEvent>('select at, id, account_id as "accountId", type, reason from refused_stripe_events($1)', [
      MOST,
    ]),
    query<RefusedCalls>(
      'select day, reason, calls, last_at as "lastAt", last_address as "lastAddress" from refused_stripe_calls($1)',
      [MOST],
    ),
    query<OwedPayment>('select account_id as "accountId", id, owed_nanos as "owedNanos" from owed_payments()'),
  ])
  return { events, calls, owed }
}
