/** More messages than anybody sends in a test, put where their road would have left them. */
import { type Account, ask } from './account.ts'

/** One a second back from now, delivered, of one part; the very oldest of seven parts. */
export async function storeMany({ from }: Account, count: number): Promise<void> {
  await ask(
    `insert into messages (account_id, id, direction, status, from_e164, to_e164, body, encoding, parts, number_kind, part_nanos,
       price_nanos, accepted_at, sent_at, final_at, is_test)
     select o.account_id, m.id, 'outbound', 'delivered', $1, '+12065550107', 'One of many', 'gsm7', m.parts, 'longcode', 4000000,
       4000000 * m.parts, at, at, at, false
     from number_owners o
     cross join (select uuidv7(make_interval(secs => -nth)) as id, case when nth = $2 then 7 else 1 end as parts
                 from generate_series(1, $2) nth) m
     cross join lateral (select uuid_extract_timestamp(m.id) as at) t
     where o.e164 = $1`,
    [from, count],
  )
}
