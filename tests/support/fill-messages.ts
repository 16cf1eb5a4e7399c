import type pg from 'pg'

const BATCH = 50_000

/** Messages of one account, one every few milliseconds up to now, without going the road: what an export reads and nothing else. */
export async function fillMessages(
  owner: pg.Client,
  accountId: string,
  { rows, from }: { rows: number; from: string },
): Promise<void> {
  const stepMs = Math.max(1, Math.floor((20 * 24 * 3_600_000) / rows))
  const first = Date.now() - rows * stepMs - 60_000
  await owner.query('select ensure_partitions($1, now())', [new Date(first)])
  for (let done = 0; done < rows; done += BATCH) {
    await owner.query(
      `insert into messages (account_id, id, direction, status, from_e164, to_e164, body, encoding, parts, number_kind, part_nanos,
         price_nanos, accepted_at, sent_at, final_at, error_code, error_reason, tag)
       select $1, overlay(first_id_at(at)::text placing lpad(to_hex(n % 4096), 3, '0') from 16 for 3)::uuid,
         case when n % 5 = 0 then 'inbound' else 'outbound' end,
         case when n % 5 = 0 then 'received' when n % 50 = 1 then 'undelivered' else 'delivered' end,
         $2, '+1907555' || lpad((100 + n % 100)::text, 4, '0'),
         case n % 4 when 0 then 'Your table is ready, "Harbor", please come to the desk. Reply STOP to end.'
           when 1 then '=1+1 is what it says' when 2 then E'Two\\nlines, one of them short' else 'See you at ten 😀 ' || n end,
         case when n % 4 = 3 then 'ucs2' else 'gsm7' end, 1, 'longcode', 4000000, 4000000, at, at, at + interval '2 seconds',
         case when n % 50 = 1 then '042' end, case when n % 50 = 1 then 'The phone is switched off.' end,
         case when n % 3 = 0 then 'autumn' end
       from (select n, to_timestamp(($3::float8 + n::float8 * $4) / 1000) as at from generate_series($5::int, $6::int) n) made`,
      [accountId, from, first, stepMs, done, Math.min(rows, done + BATCH) - 1],
    )
  }
  await owner.query('analyze messages')
}
