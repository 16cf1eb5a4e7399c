-- Published rates come in decks that somebody brings in, and quotes are prices for one account's volume.

-- Who brought which file in, and what it changed: published rates are of no account, so no account's audit log can hold it.
create table rate_imports (
  id uuid primary key,
  at timestamptz not null,
  imported_by text not null,
  file_name text not null,
  sha256 bytea not null check (length(sha256) = 32),
  -- A row of the file each: the tier, what it cost before, what it costs.
  changes jsonb not null
);
grant select, insert on rate_imports to longcode_app;
-- What was announced and is not in force may be announced anew.
grant delete on surcharges to longcode_app;

create table quotes (
  account_id uuid not null references accounts (id),
  id uuid not null,
  -- 'expired' is written by the worker; an offer is over at `valid_until` whether or not it has come round.
  state text not null check (state in ('asked', 'offered', 'accepted', 'declined', 'expired', 'withdrawn')),
  monthly_parts bigint not null check (monthly_parts between 1 and 1000000000000),
  number_kinds text[] not null check (number_kinds <@ array['longcode', 'toll_free'] and cardinality(number_kinds) > 0),
  note text not null default '' check (length(note) <= 1000),
  asked_at timestamptz not null,
  asked_by text not null,
  offered_at timestamptz,
  offer_note text not null default '' check (length(offer_note) <= 1000),
  valid_until timestamptz,
  -- Null: it holds from the moment it is accepted.
  effective_from timestamptz,
  ended_at timestamptz,
  ended_by text,
  primary key (account_id, id),
  check ((offered_at is null) = (valid_until is null))
);
-- An account waits for one answer, or thinks about one offer.
create unique index quotes_open on quotes (account_id) where state in ('asked', 'offered');
create index quotes_by_time on quotes (account_id, asked_at, id);

-- What was offered: tiers as in account_rates, which they become.
create table quote_rates (
  account_id uuid not null,
  quote_id uuid not null,
  direction text not null check (direction in ('outbound', 'inbound')),
  number_kind text not null check (number_kind in ('longcode', 'toll_free')),
  destination text not null check (destination ~ '^[a-z][a-z0-9_]{0,19}$'),
  from_parts bigint not null check (from_parts >= 0),
  until_parts bigint check (until_parts > from_parts),
  part_nanos bigint not null check (part_nanos >= 0),
  primary key (account_id, quote_id, direction, number_kind, destination, from_parts),
  foreign key (account_id, quote_id) references quotes (account_id, id)
);
grant select, insert, update on quotes to longcode_app;
grant select, insert on quote_rates to longcode_app;
do $$
declare tenant text;
begin
  foreach tenant in array array['quotes', 'quote_rates'] loop
    execute format('alter table %I enable row level security', tenant);
    execute format('create policy tenant on %I to longcode_app using (account_id = current_account())
      with check (account_id = current_account())', tenant);
  end loop;
end $$;

-- For operators, who know a quote by its id alone, and for the worker: ids, never what is in them.
create function account_of_quote(p_quote uuid) returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select account_id from quotes where id = p_quote
$$;
create function quote_ids(p_states text[], p_limit integer) returns table (account_id uuid, id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select q.account_id, q.id from quotes q where q.state = any(p_states) order by q.asked_at desc, q.id limit p_limit
$$;
create index quotes_running_out on quotes (valid_until) where state = 'offered';
create function accounts_with_ended_offers(p_now timestamptz, p_limit integer) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select q.account_id from quotes q where q.state = 'offered' and q.valid_until <= p_now order by q.valid_until limit p_limit
$$;
