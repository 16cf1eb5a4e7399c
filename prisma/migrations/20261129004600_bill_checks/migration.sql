-- A month's bill, checked against the records that it comes from: a worker does it, and the last result of each month is kept.

create table bill_checks (
  account_id uuid not null references accounts (id),
  -- `2026-11`, in the account's zone.
  month text not null check (month ~ '^\d{4}-\d\d$'),
  asked_at timestamptz not null,
  asked_by text not null,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed')),
  -- Whoever holds it writes with this number; one that was paused and lost it cannot.
  epoch integer not null default 0,
  lease_until timestamptz,
  days_done integer not null default 0,
  days integer not null default 0,
  problem text,
  -- Of the last check that ended, also while another is under way.
  checked_at timestamptz,
  result jsonb,
  primary key (account_id, month)
);
create index bill_checks_open on bill_checks (account_id, month) where state in ('waiting', 'running');

grant select, insert on bill_checks to longcode_app;
grant update (asked_at, asked_by, state, epoch, lease_until, days_done, days, problem, checked_at, result) on bill_checks to longcode_app;
alter table bill_checks enable row level security;
create policy tenant on bill_checks to longcode_app using (account_id = current_account())
  with check (account_id = current_account());

-- What a statement lists one by one, without walking the messages of its month.
create index ledger_postings_beside on ledger_postings (account_id, at, id)
  where kind in ('credit', 'debit', 'refund', 'setup', 'monthly') and not is_test;

-- Waiting, or lost by its worker; one of an account at a time. Names and nothing else.
create function due_bill_checks(p_now timestamptz, p_limit integer) returns table (account_id uuid, month text)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.account_id, min(c.month) from bill_checks c where c.state in ('waiting', 'running')
  group by c.account_id having not bool_or(coalesce(c.lease_until > p_now, false)) order by min(c.asked_at) limit p_limit
$$;
revoke execute on function due_bill_checks(timestamptz, integer) from public;
grant execute on function due_bill_checks(timestamptz, integer) to longcode_app;
