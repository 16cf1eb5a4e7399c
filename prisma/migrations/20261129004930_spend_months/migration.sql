-- A year of a thousand numbers is 365,000 of their days and 12,000 of their months: who cost most in it is asked of the months.
alter table spend_totals
  drop constraint spend_totals_level_check,
  -- A quarter of an hour of UTC fits every zone there is; a day and a month are of the account's zone.
  add constraint spend_totals_level_check check (level in ('quarter', 'day', 'month'));

-- As before (20261129004800_reversals), with the months.
create or replace function spend_of(p_account uuid, p_zone text, p_ids uuid[])
returns table (dimension text, level text, at timestamptz, value text, messages bigint, parts bigint, nanos bigint)
language sql stable as $$
  with fact as (
    select date_bin('15 minutes', p.at, '2000-01-01T00:00:00Z') as quarter, date_trunc('day', p.at, p_zone) as day,
      date_trunc('month', p.at, p_zone) as month,
      case when p.kind in ('credit', 'refund') then -p.amount_nanos else p.amount_nanos end as nanos,
      (p.kind in ('settle', 'charge'))::integer as messages,
      case when p.kind in ('settle', 'charge') then m.parts else 0 end as parts,
      p.kind in ('credit', 'debit') as is_funding,
      concat_ws('|', p.kind,
        coalesce(m.number_kind, case when p.number is null then '' when substr(p.number, 3, 3) in ('800', '833', '844', '855', '866', '877', '888')
          then 'toll_free' else 'longcode' end),
        coalesce(m.destination, ''),
        coalesce(m.part_nanos, case when p.number is null then 0 else coalesce(
          (select r.amount_nanos from ledger_postings r where r.account_id = p_account and r.id = p.reverses), p.amount_nanos) end),
        coalesce(m.surcharge_nanos, 0)) as line,
      coalesce(case m.direction when 'outbound' then m.from_e164 when 'inbound' then m.to_e164 end, p.number, '') as number,
      coalesce(m.key_id::text, '') as key
    from unnest(p_ids) as i (id)
    join ledger_postings p on p.account_id = p_account and p.id = i.id
    left join lateral ( -- `offset 0`: message by message, never a join that reads a month of them
      select * from messages t where t.account_id = p_account and t.id = p.message_id offset 0) m on true
    where not p.is_test and p.kind not in ('hold', 'release')
  )
  select d.dimension, t.level, t.at, d.value, sum(f.messages), sum(f.parts), sum(f.nanos)::bigint
  from fact f
  cross join lateral (values ('line', f.line), ('number', f.number), ('key', f.key)) d (dimension, value)
  cross join lateral (values ('quarter', f.quarter), ('day', f.day), ('month', f.month)) t (level, at)
  where d.dimension = 'line' or not f.is_funding
  group by 1, 2, 3, 4
$$;

-- The days and months of an account whose zone has changed. The balance is locked.
create function rebuild_spend_calendar(p_account uuid, p_zone text) returns void language sql as $$
  delete from spend_totals where account_id = p_account and level in ('day', 'month');
  insert into spend_totals (account_id, dimension, level, at, value, messages, parts, nanos)
  select account_id, dimension, l.level, date_trunc(l.level, at, p_zone), value, sum(messages), sum(parts), sum(nanos)
  from spend_totals t cross join (values ('day'), ('month')) l (level)
  where account_id = p_account and t.level = 'quarter' group by 1, 2, 3, 4, 5
$$;
drop function rebuild_spend_days(uuid, text);

-- Of everything that was.
insert into spend_totals (account_id, dimension, level, at, value, messages, parts, nanos)
select t.account_id, t.dimension, 'month', date_trunc('month', t.at, a.time_zone), t.value, sum(t.messages), sum(t.parts), sum(t.nanos)
from accounts a join spend_totals t on t.account_id = a.id and t.level = 'day' group by 1, 2, 4, 5;
