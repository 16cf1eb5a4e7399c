/** Numbers that a test puts on the stack's shelf: fiction of the plan that nobody has. The demo's stock holds them too; these are marked. */
import { ask } from './account.ts'

const AREA_CODES = ['828', '336', '910', '704']

export async function putForSale(count: number, { setup = '1.00', monthly = '1.25' } = {}): Promise<string[]> {
  const numbers: string[] = []
  for (const area of AREA_CODES) {
    for (let line = 100; line < 200 && numbers.length < count; line += 1) {
      const e164 = `+1${area}5550${line}`
      const rows = await ask(
        `insert into inventory (e164, kind, country, state, rate_center, city, setup_nanos, monthly_nanos, added_at)
         select $1, 'longcode', 'US', 'nc', 'shelf', 'Asheville', $2::numeric * 1e9, $3::numeric * 1e9, now()
         where not exists (select 1 from number_owners where e164 = $1)
         on conflict (e164) do update set rate_center = excluded.rate_center, city = excluded.city,
           state = excluded.state, setup_nanos = excluded.setup_nanos, monthly_nanos = excluded.monthly_nanos
         where inventory.rate_center is distinct from 'shelf' and inventory.reserved_by is null returning 1`,
        [e164, setup, monthly],
      )
      if (rows.length > 0) numbers.push(e164)
    }
  }
  if (numbers.length < count) throw new Error('the stack has no more fiction to sell')
  return numbers
}

/** Its ten minutes are over. */
export async function runOut(numbers: readonly string[]): Promise<void> {
  await ask("update inventory set reserved_until = now() - interval '1 second' where e164 = any($1)", [numbers])
}

/** Into the cart of whoever has the number `from`, as if reserved a minute ago; the last of them is gone again. */
export async function fillCart(from: string, numbers: readonly string[]): Promise<void> {
  const whose = 'select account_id from number_owners where e164 = $1'
  await ask(
    `update inventory set reserved_by = (${whose}), reserved_until = now() + interval '9 minutes' where e164 = any($2)`,
    [from, numbers],
  )
  await ask(`insert into cart_numbers select (${whose}), n, now() from unnest($2::text[]) n on conflict do nothing`, [
    from,
    numbers,
  ])
  await ask('delete from inventory where e164 = $1', [numbers.at(-1)])
}
