-- What was spent, by anything a chart or a bill asks for: written with the postings, in their transaction, so that it is the ledger added
-- up, always. Live money alone. A year costs what its days cost.
create table spend_totals (
  account_id uuid not null,
  -- 'line': kind|number_kind|destination|part_nanos|surcharge_nanos, of everything; 'number' and 'key': of what was used.
  dimension text not null check (dimension in ('line', 'number', 'key')),
  -- A quarter of an hour of UTC fits every zone there is; a day is one of the account's zone.
  level text not null check (level in ('quarter', 'day')),
  at timestamptz not null,
  value text not null,
  messages bigint not null default 0,
  parts bigint not null default 0,
  -- What left the account's posted balance (available and held); below zero: what came in.
  nanos bigint not null default 0,
  primary key (account_id, dimension, level, at, value)
);
alter table spend_totals enable row level security;
create policy tenant on spend_totals to longcode_app using (account_id = current_account())
  with check (account_id = current_account());
grant select, insert, update, delete on spend_totals to longcode_app;

-- What the postings with these ids come to. `p_zone`: the account's, for its days.
create function spend_of(p_account uuid, p_zone text, p_ids uuid[])
returns table (dimension text, level text, at timestamptz, value text, messages bigint, parts bigint, nanos bigint)
language sql stable as $$
  with fact as (
    select date_bin('15 minutes', p.at, '2000-01-01T00:00:00Z') as quarter, date_trunc('day', p.at, p_zone) as day,
      case when p.kind in ('credit', 'refund') then -p.amount_nanos else p.amount_nanos end as nanos,
      (p.kind in ('settle', 'charge'))::integer as messages,
      case when p.kind in ('settle', 'charge') then m.parts else 0 end as parts,
      p.kind in ('credit', 'debit') as is_funding,
      concat_ws('|', p.kind,
        coalesce(m.number_kind, case when p.number is null then '' when substr(p.number, 3, 3) in ('800', '833', '844', '855', '866', '877', '888')
          then 'toll_free' else 'longcode' end),
        coalesce(m.destination, ''),
        coalesce(m.part_nanos, case when p.number is null then 0 else p.amount_nanos end), coalesce(m.surcharge_nanos, 0)) as line,
      coalesce(case m.direction when 'outbound' then m.from_e164 when 'inbound' then m.to_e164 end, p.number, '') as number,
      coalesce(m.key_id::text, '') as key
    from unnest(p_ids) as i (id)
    join ledger_postings p on p.account_id = p_account and p.id = i.id
    left join lateral ( -- `offset 0`: message by message, never a join that reads a month of them
      select * from messages t where t.account_id = p_account and t.id = p.message_id offset 0) m on true
    where not p.is_test and p.kind not in ('hold', 'release')
  )
  select d.dimension, d.level, d.at, d.value, sum(f.messages), sum(f.parts), sum(f.nanos)::bigint
  from fact f cross join lateral (values
    ('line', 'quarter', f.quarter, f.line), ('line', 'day', f.day, f.line), ('number', 'quarter', f.quarter, f.number),
    ('number', 'day', f.day, f.number), ('key', 'quarter', f.quarter, f.key), ('key', 'day', f.day, f.key)) d (dimension, level, at, value)
  where d.dimension = 'line' or not f.is_funding
  group by 1, 2, 3, 4
$$;

-- A step of posting: the balance is locked, so two writers of one account never meet here.
create function sum_spend(p_account uuid, p_ids uuid[]) returns void language sql as $$
  insert into spend_totals as t (account_id, dimension, level, at, value, messages, parts, nanos)
  select p_account, s.* from accounts a cross join lateral spend_of(p_account, a.time_zone, p_ids) s where a.id = p_account
  on conflict (account_id, dimension, level, at, value) do update set
    messages = t.messages + excluded.messages, parts = t.parts + excluded.parts, nanos = t.nanos + excluded.nanos
$$;

-- The days of an account whose zone has changed. The balance is locked.
create function rebuild_spend_days(p_account uuid, p_zone text) returns void language sql as $$
  delete from spend_totals where account_id = p_account and level = 'day';
  insert into spend_totals (account_id, dimension, level, at, value, messages, parts, nanos)
  select account_id, dimension, 'day', date_trunc('day', at, p_zone), value, sum(messages), sum(parts), sum(nanos)
  from spend_totals where account_id = p_account and level = 'quarter' group by 1, 2, 4, 5
$$;

-- Everything that was.
insert into spend_totals (account_id, dimension, level, at, value, messages, parts, nanos)
select a.id, s.* from accounts a cross join lateral spend_of(a.id, a.time_zone,
  (select array_agg(p.id) from ledger_postings p where p.account_id = a.id and not p.is_test and p.kind not in ('hold', 'release'))) s;

-- An account's entries by their time: the list of them, a day of it, what a bill is checked against.
create index ledger_postings_at on ledger_postings (account_id, at, id) where kind not in ('hold', 'release') and not is_test;
