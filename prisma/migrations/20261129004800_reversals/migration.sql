-- What was charged is given back, and what was credited taken back, by an entry that says which one it reverses.

alter table ledger_postings
  add column reverses uuid,
  drop constraint ledger_postings_of_number,
  -- A refund of a number's month names its number; the month stands in what it reverses.
  add constraint ledger_postings_of_number check (case
    when kind in ('setup', 'monthly') then number is not null and period_from is not null and message_id is null and not is_test
    when kind = 'refund' then period_from is null and (number is null or message_id is null)
    else number is null and period_from is null end) not valid,
  -- Nothing is given back that was not taken, and test money is refilled instead.
  add constraint ledger_postings_reverses check (case
    when kind = 'refund' then reverses is not null and not is_test
    when kind in ('credit', 'debit') then reverses is null or not is_test
    else reverses is null end) not valid;
alter table ledger_postings validate constraint ledger_postings_of_number;

create index ledger_postings_reverses on ledger_postings (account_id, reverses) where reverses is not null;

-- Never more than was moved, whatever is asked at once: the balance is locked, and what others gave back before is seen.
create function check_reversal() returns trigger language plpgsql as $$
declare
  moved record;
  given numeric;
begin
  perform 1 from balances where account_id = new.account_id for update;
  select * into moved from ledger_postings where account_id = new.account_id and id = new.reverses;
  if not found or moved.reverses is not null or moved.is_test or new.source <> moved.destination
    or new.destination <> (case when moved.source = 'held' then 'available' else moved.source end)
    or new.message_id is distinct from moved.message_id or new.number is distinct from moved.number then
    raise exception 'posting % cannot reverse %', new.id, new.reverses using errcode = 'check_violation', constraint = 'ledger_reversal';
  end if;
  select sum(amount_nanos) into given from ledger_postings where account_id = new.account_id and reverses = new.reverses;
  if given > moved.amount_nanos then
    raise exception 'more than the % of posting % would be reversed', moved.amount_nanos, moved.id
      using errcode = 'check_violation', constraint = 'ledger_reversal';
  end if;
  return null;
end $$;
create trigger ledger_reversal after insert on ledger_postings for each row when (new.reverses is not null)
  execute function check_reversal();

-- As before (20261129004200_spend_totals); the refund of a number's month stands under the rate of that month.
create or replace function spend_of(p_account uuid, p_zone text, p_ids uuid[])
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
  select d.dimension, d.level, d.at, d.value, sum(f.messages), sum(f.parts), sum(f.nanos)::bigint
  from fact f cross join lateral (values
    ('line', 'quarter', f.quarter, f.line), ('line', 'day', f.day, f.line), ('number', 'quarter', f.quarter, f.number),
    ('number', 'day', f.day, f.number), ('key', 'quarter', f.quarter, f.key), ('key', 'day', f.day, f.key)) d (dimension, level, at, value)
  where d.dimension = 'line' or not f.is_funding
  group by 1, 2, 3, 4
$$;
