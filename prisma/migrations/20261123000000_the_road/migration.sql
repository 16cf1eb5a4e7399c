-- The whole road of a message. `account_id` comes first in every tenant table's keys, so that the same schema runs
-- distributed by it. What is looked up before the account is known (access key, phone number, carrier id) has small
-- tables of its own.

-- The role every process drops to. It owns nothing: row-level security binds it.
do $$ begin
  create role longcode_app nologin;
exception when duplicate_object or unique_violation then null; -- another database of this server has made it
end $$;
do $$ begin
  if not pg_has_role(current_user, 'longcode_app', 'member') then
    execute format('grant longcode_app to %I', current_user);
  end if;
exception when unique_violation or sqlstate 'XX000' then null; -- two databases migrating at once
end $$;

-- The account of this transaction. No account is an error (the setting is unknown, or empty and no UUID), not an empty
-- answer: leakage must be loud. Plain SQL, so that the planner puts it into the statement: every policy asks it.
create function current_account() returns uuid language sql stable parallel safe as $$
  select current_setting('app.account_id')::uuid
$$;

-- ── access ────────────────────────────────────────────────────────────────────────────────────────────────────────
create table accounts (
  id uuid primary key,
  name text not null check (length(name) between 1 and 200),
  time_zone text not null default 'America/Los_Angeles',
  requests_per_second integer not null default 50 check (requests_per_second > 0),
  webhook_form text not null default 'v2.1' check (webhook_form in ('v2.1', 'legacy')),
  created_at timestamptz not null
);

create table people (
  id uuid primary key,
  email text not null unique check (email = lower(email)),
  name text not null,
  password_hash text not null,
  created_at timestamptz not null
);

create table memberships (
  account_id uuid not null references accounts (id),
  person_id uuid not null references people (id),
  role text not null check (role in ('owner', 'admin', 'developer', 'finance', 'support', 'read_only')),
  created_at timestamptz not null,
  primary key (account_id, person_id)
);
create index memberships_of_person on memberships (person_id);

create table sessions (
  id uuid primary key,
  person_id uuid not null references people (id),
  account_id uuid not null references accounts (id),
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  address text,
  agent text
);
create index sessions_of_person on sessions (person_id) where ended_at is null;

-- ── keys ──────────────────────────────────────────────────────────────────────────────────────────────────────────
create table api_keys (
  account_id uuid not null references accounts (id),
  id uuid not null,
  name text not null,
  access_key text not null check (access_key ~ '^[0-9]{8,12}$'),
  secret_sha256 bytea not null check (length(secret_sha256) = 32),
  secret_last4 text not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  primary key (account_id, id)
);

-- access key → account: asked before an account is known.
create table access_keys (
  access_key text primary key,
  account_id uuid not null,
  key_id uuid not null,
  foreign key (account_id, key_id) references api_keys (account_id, id)
);

-- ── numbers and routing ───────────────────────────────────────────────────────────────────────────────────────────
create table numbers (
  account_id uuid not null references accounts (id),
  e164 text not null check (e164 ~ '^\+1[2-9][0-8][0-9][2-9][0-9]{6}$'),
  kind text not null check (kind in ('longcode', 'toll_free')),
  alias text check (length(alias) <= 64),
  state text,
  rate_center text,
  messaging_state text not null default 'enabled' check (messaging_state in ('enabled', 'porting', 'suspended')),
  created_at timestamptz not null,
  primary key (account_id, e164)
);

-- phone number → account: an inbound message knows nothing else.
create table number_owners (
  e164 text primary key,
  account_id uuid not null,
  foreign key (account_id, e164) references numbers (account_id, e164)
);

-- Where events go. `e164` '' is the account's default; a number's own row wins.
create table request_urls (
  account_id uuid not null references accounts (id),
  e164 text not null,
  kind text not null check (kind in ('sms_callback', 'mms_callback', 'sms_dlr_callback', 'mms_dlr_callback')),
  url text not null check (length(url) <= 2000),
  updated_at timestamptz not null,
  primary key (account_id, e164, kind)
);

-- ── links and rates ───────────────────────────────────────────────────────────────────────────────────────────────
create table links (
  id uuid primary key,
  name text not null unique,
  host text not null,
  port integer not null,
  system_id text not null,
  password text not null,
  window_size integer not null check (window_size between 1 and 1000),
  parts_per_second integer not null check (parts_per_second > 0),
  enquire_link_ms integer not null default 30000,
  response_timeout_ms integer not null default 10000,
  -- How long a part in doubt may wait for a receipt before it is submitted once more.
  doubt_ms integer not null default 60000,
  priority integer not null default 100,
  enabled boolean not null default true,
  state text not null default 'down' check (state in ('connecting', 'bound', 'down', 'refused')),
  state_detail text not null default '',
  state_at timestamptz,
  created_at timestamptz not null
);

create table rates (
  id uuid primary key,
  direction text not null check (direction in ('outbound', 'inbound')),
  number_kind text not null check (number_kind in ('longcode', 'toll_free')),
  part_nanos bigint not null check (part_nanos >= 0),
  effective_from timestamptz not null,
  unique (direction, number_kind, effective_from)
);

-- The published prices to begin with (rule F18); an operator sets others from a date on.
insert into rates values
  ('019a0000-0000-7000-8000-000000000001', 'outbound', 'longcode', 4000000, '2026-01-01T00:00:00Z'),
  ('019a0000-0000-7000-8000-000000000002', 'inbound', 'longcode', 4000000, '2026-01-01T00:00:00Z'),
  ('019a0000-0000-7000-8000-000000000003', 'outbound', 'toll_free', 5500000, '2026-01-01T00:00:00Z'),
  ('019a0000-0000-7000-8000-000000000004', 'inbound', 'toll_free', 5500000, '2026-01-01T00:00:00Z');

-- ── messages ──────────────────────────────────────────────────────────────────────────────────────────────────────
create table messages (
  account_id uuid not null,
  id uuid not null,
  direction text not null check (direction in ('outbound', 'inbound')),
  status text not null check (status in ('accepted', 'sending', 'uncertain', 'sent', 'delivered', 'undelivered',
                                         'expired', 'rejected', 'canceled', 'received', 'held')),
  -- Grows by one with every move: a watcher drops whatever is older than what it has.
  rev integer not null default 0,
  from_e164 text not null,
  to_e164 text not null,
  body text not null,
  encoding text not null check (encoding in ('gsm7', 'ucs2')),
  parts smallint not null check (parts between 1 and 255),
  number_kind text not null,
  part_nanos bigint not null check (part_nanos >= 0),
  price_nanos bigint not null check (price_nanos >= 0),
  link_id uuid,
  key_id uuid,
  api_version text,
  dlr_callback text,
  accepted_at timestamptz not null,
  -- When somebody must look at this row again: to send it, to take over a lapsed lease, to end a doubt. Null: never.
  due_at timestamptz,
  expires_at timestamptz,
  lease_owner uuid,
  lease_epoch integer not null default 0,
  resent boolean not null default false,
  sent_at timestamptz,
  final_at timestamptz,
  error_code text,
  error_reason text,
  primary key (account_id, id)
) partition by range (id);
create index messages_due on messages (account_id, due_at) where due_at is not null;

-- What happened, in the order it happened. `rev` is the message's own after the move, so two writers cannot both win.
create table message_events (
  account_id uuid not null,
  message_id uuid not null,
  rev integer not null,
  kind text not null,
  at timestamptz not null,
  detail jsonb not null default '{}',
  primary key (account_id, message_id, rev)
) partition by range (message_id);

create table message_parts (
  account_id uuid not null,
  message_id uuid not null,
  number smallint not null,
  link_id uuid not null,
  carrier_message_id text,
  sequence bigint,
  command_status bigint,
  submitted_at timestamptz,
  answered_at timestamptz,
  outcome text not null check (outcome in ('accepted', 'throttled', 'rejected', 'uncertain', 'unsent')),
  outcome_reason text,
  receipt_state text check (receipt_state in ('delivered', 'undelivered', 'rejected', 'expired', 'enroute', 'unknown')),
  receipt_error text,
  receipt_at timestamptz,
  receipt_raw text,
  primary key (account_id, message_id, number)
) partition by range (message_id);

-- carrier message id → account. `carrier_id` is the canonical form (lower case, no leading zeros).
create table carrier_ids (
  link_id uuid not null,
  carrier_id text not null,
  account_id uuid not null,
  message_id uuid not null,
  part smallint not null,
  created_at timestamptz not null,
  primary key (link_id, carrier_id, message_id, part)
);
create index carrier_ids_age on carrier_ids (created_at);

-- Whatever a carrier brings, as it came. Written and committed before the carrier is acknowledged; worked off after.
create table carrier_inbox (
  id uuid primary key,
  link_id uuid not null,
  kind text not null check (kind in ('receipt', 'inbound')),
  pdu jsonb not null,
  raw text not null,
  received_at timestamptz not null,
  due_at timestamptz,
  attempts smallint not null default 0,
  outcome text,
  -- What an inbound part says, from whom and to whom; and when it was sure that the carrier has our acknowledgement. Until
  -- then the carrier may bring it once more.
  digest bytea,
  confirmed_at timestamptz
);
create index carrier_inbox_unconfirmed on carrier_inbox (link_id, digest) where digest is not null and confirmed_at is null;
create index carrier_inbox_due on carrier_inbox (due_at) where due_at is not null;
create index carrier_inbox_concat on carrier_inbox ((pdu ->> 'to'), (pdu ->> 'from'), received_at)
  where kind = 'inbound' and pdu -> 'concat' <> 'null';

create table idempotency_keys (
  account_id uuid not null,
  key text not null check (length(key) between 1 and 255),
  fingerprint bytea not null,
  message_id uuid not null,
  price_nanos bigint not null,
  created_at timestamptz not null,
  primary key (account_id, key)
);
create index idempotency_keys_age on idempotency_keys (created_at);

-- ── ledger ────────────────────────────────────────────────────────────────────────────────────────────────────────
-- One row is one posting: an amount leaves `source` and reaches `destination`, so every posting sums to zero by shape.
-- The books of an account: funding (the world outside) · available · held · usage (what was spent).
create table ledger_postings (
  -- No foreign key: it would read the account once more for each posting, and each posting moves a balance, which has one.
  account_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('credit', 'hold', 'settle', 'release', 'charge', 'refund')),
  source text not null check (source in ('funding', 'available', 'held', 'usage')),
  destination text not null check (destination in ('funding', 'available', 'held', 'usage')),
  amount_nanos bigint not null check (amount_nanos > 0),
  message_id uuid,
  reason text not null,
  at timestamptz not null,
  primary key (account_id, id),
  check (source <> destination),
  check (message_id is not null or kind in ('credit', 'refund'))
);
-- A message is held (or, inbound, charged) once, and settled or released once. Also the way to a message's postings.
create unique index ledger_once_a_message on ledger_postings (account_id, message_id,
  (case when kind in ('hold', 'charge') then 'begin' when kind in ('settle', 'release') then 'end' end))
  where message_id is not null;

create table balances (
  account_id uuid primary key references accounts (id),
  available_nanos bigint not null default 0 check (available_nanos >= 0),
  held_nanos bigint not null default 0 check (held_nanos >= 0)
);

-- The same postings as signed entries, for whoever adds them up.
create view ledger_entries with (security_invoker = true) as
  select account_id, id as posting_id, kind, source as book, -amount_nanos as amount_nanos, message_id, at from ledger_postings
  union all
  select account_id, id, kind, destination, amount_nanos, message_id, at from ledger_postings;

-- ── webhooks ──────────────────────────────────────────────────────────────────────────────────────────────────────
create table deliveries (
  account_id uuid not null,
  id uuid not null,
  message_id uuid not null,
  kind text not null check (kind in ('inbound', 'receipt')),
  url text not null,
  body text not null,
  status text not null default 'pending' check (status in ('pending', 'delivered', 'failed')),
  attempts smallint not null default 0,
  -- When to try next; while a worker is at it, when its claim lapses. Null: done.
  due_at timestamptz,
  created_at timestamptz not null,
  done_at timestamptz,
  primary key (account_id, id)
) partition by range (id);
create index deliveries_due on deliveries (account_id, due_at) where due_at is not null;
create index deliveries_of_message on deliveries (account_id, message_id);

create table delivery_attempts (
  account_id uuid not null,
  delivery_id uuid not null,
  number smallint not null,
  at timestamptz not null,
  duration_ms integer not null,
  status_code integer,
  error text,
  answer text,
  primary key (account_id, delivery_id, number)
) partition by range (delivery_id);

-- ── outbox, rollups, audit ────────────────────────────────────────────────────────────────────────────────────────
-- A fact that others follow, committed with its cause. `xid` orders what commits: a reader that stays below the oldest
-- running transaction can never pass over a row that commits later.
create table outbox (
  account_id uuid not null,
  id bigint generated always as identity,
  xid xid8 not null default pg_current_xact_id(),
  message_id uuid not null,
  kind text not null,
  at timestamptz not null,
  -- What this fact adds to the totals; a correction takes away what an earlier one added.
  delivered smallint not null default 0,
  failed smallint not null default 0,
  charged_nanos bigint not null default 0,
  primary key (account_id, id)
);
create index outbox_order on outbox (xid, id);
create index outbox_of_account on outbox (account_id, xid, id);

create table relay_cursors (
  name text primary key,
  xid xid8 not null,
  id bigint not null
);
insert into relay_cursors values ('rollups', '0', 0);

create table message_rollups (
  account_id uuid not null,
  hour timestamptz not null,
  number text not null,
  direction text not null,
  messages bigint not null default 0,
  parts bigint not null default 0,
  delivered bigint not null default 0,
  failed bigint not null default 0,
  charged_nanos bigint not null default 0,
  primary key (account_id, hour, number, direction)
);

create table audit_log (
  account_id uuid not null references accounts (id),
  seq bigint not null,
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('person', 'key', 'system')),
  actor_id text not null,
  actor_name text not null,
  action text not null,
  object text not null,
  before jsonb,
  after jsonb,
  previous_hash bytea not null,
  hash bytea not null,
  primary key (account_id, seq)
);

-- Appends one row to the account's chain: its hash covers the row before it, so a change anywhere shows.
create function append_audit(p_account uuid, p_at timestamptz, p_actor_kind text, p_actor_id text, p_actor_name text,
                             p_action text, p_object text, p_before jsonb, p_after jsonb) returns bigint
language plpgsql set timezone = 'UTC' as $$ -- the hash covers the time as text
declare
  last record;
  next_seq bigint;
  previous bytea;
begin
  perform pg_advisory_xact_lock(hashtextextended('audit ' || p_account::text, 0)); -- one appender an account
  select seq, hash into last from audit_log where account_id = p_account order by seq desc limit 1;
  next_seq := coalesce(last.seq, 0) + 1;
  previous := coalesce(last.hash, '\x00');
  insert into audit_log values (p_account, next_seq, p_at, p_actor_kind, p_actor_id, p_actor_name, p_action, p_object,
    p_before, p_after, previous,
    sha256(previous || convert_to(jsonb_build_array(p_account, next_seq, p_at, p_actor_kind, p_actor_id, p_actor_name,
      p_action, p_object, p_before, p_after)::text, 'UTF8')));
  return next_seq;
end $$;

-- ── partitions by month, on the time inside the UUIDv7 ────────────────────────────────────────────────────────────
create function first_id_at(at timestamptz) returns uuid language sql immutable parallel safe as $$
  select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '00000000000000000000')::uuid
$$;

create function ensure_partitions(p_from timestamptz, p_until timestamptz) returns void
language plpgsql security definer set search_path = public, pg_temp set timezone = 'UTC' as $$
declare
  parent text;
  month timestamptz;
begin
  perform pg_advisory_xact_lock(72707370);
  for month in select generate_series(date_trunc('month', p_from, 'UTC'), p_until, interval '1 month') loop
    foreach parent in array array['messages', 'message_events', 'message_parts', 'deliveries', 'delivery_attempts'] loop
      execute format('create table if not exists %I partition of %I for values from (%L) to (%L)',
        parent || to_char(month at time zone 'UTC', '"_p"YYYYMM'), parent, first_id_at(month), first_id_at(month + interval '1 month'));
    end loop;
  end loop;
end $$;
select ensure_partitions(now() - interval '2 months', now() + interval '3 months');

-- ── the doors across tenants: all of them ─────────────────────────────────────────────────────────────────────────
create function find_api_key(p_access_key text)
returns table (account_id uuid, key_id uuid, name text, secret_sha256 bytea, expires_at timestamptz, revoked_at timestamptz,
               requests_per_second integer)
language sql stable security definer set search_path = public, pg_temp as $$
  select k.account_id, k.id, k.name, k.secret_sha256, k.expires_at, k.revoked_at, a.requests_per_second
  from access_keys x join api_keys k on k.account_id = x.account_id and k.id = x.key_id
  join accounts a on a.id = x.account_id
  where x.access_key = p_access_key
$$;

create function accounts_of_person(p_person uuid) returns table (id uuid, name text, time_zone text, role text)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.id, a.name, a.time_zone, m.role from memberships m join accounts a on a.id = m.account_id
  where m.person_id = p_person order by a.name, a.id
$$;

-- Which accounts have something due: ids alone, in rounds. `p_after` is where the last round ended, so that with more accounts
-- than `p_limit` none is always last. A loose index scan: one probe an account, not one a row.
create function accounts_with_due_messages(p_now timestamptz, p_after uuid, p_limit integer) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  with recursive walk as (
    (select account_id from messages where due_at <= p_now and account_id > p_after order by account_id limit 1)
    union all
    select (select m.account_id from messages m where m.due_at <= p_now and m.account_id > walk.account_id
            order by m.account_id limit 1)
    from walk where walk.account_id is not null
  )
  select account_id from walk where account_id is not null limit p_limit
$$;

create function accounts_with_due_deliveries(p_now timestamptz, p_after uuid, p_limit integer) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  with recursive walk as (
    (select account_id from deliveries where due_at <= p_now and account_id > p_after order by account_id limit 1)
    union all
    select (select d.account_id from deliveries d where d.due_at <= p_now and d.account_id > walk.account_id
            order by d.account_id limit 1)
    from walk where walk.account_id is not null
  )
  select account_id from walk where account_id is not null limit p_limit
$$;

-- What has outlived its purpose: idempotency keys after 72 h, outbox rows after a day, carrier ids after a week.
create function sweep_old_rows(p_now timestamptz, p_limit integer) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare gone integer; total integer := 0;
begin
  delete from idempotency_keys where ctid in
    (select ctid from idempotency_keys where created_at < p_now - interval '72 hours' limit p_limit);
  get diagnostics gone = row_count; total := total + gone;
  delete from outbox where ctid in (select ctid from outbox where at < p_now - interval '24 hours'
    and (xid, id) <= (select xid, id from relay_cursors where name = 'rollups') order by xid, id limit p_limit);
  get diagnostics gone = row_count; total := total + gone;
  delete from carrier_ids where ctid in
    (select ctid from carrier_ids where created_at < p_now - interval '7 days' limit p_limit);
  get diagnostics gone = row_count; total := total + gone;
  delete from carrier_inbox where ctid in
    (select ctid from carrier_inbox where due_at is null and received_at < p_now - interval '7 days' limit p_limit);
  get diagnostics gone = row_count;
  return total + gone;
end $$;

-- ── what the application role may do ──────────────────────────────────────────────────────────────────────────────
grant usage on schema public to longcode_app;
grant select, insert, update, delete on all tables in schema public to longcode_app;
grant usage on all sequences in schema public to longcode_app;
revoke update, delete on ledger_postings, message_events, audit_log from longcode_app;
revoke delete on messages, balances, accounts, idempotency_keys, outbox from longcode_app;
revoke update on outbox from longcode_app;
revoke all on relay_cursors from longcode_app;
revoke insert, update, delete on message_rollups from longcode_app;
-- Partitions are reached through their parents only.
do $$
declare child regclass;
begin
  for child in select c.oid::regclass from pg_inherits i join pg_class c on c.oid = i.inhrelid where c.relkind = 'r' loop
    execute format('revoke all on %s from longcode_app', child);
  end loop;
end $$;

-- The second fence between tenants; the first is the account in every `where`.
do $$
declare tenant text;
begin
  foreach tenant in array array['api_keys', 'numbers', 'request_urls', 'messages', 'message_events', 'message_parts',
    'idempotency_keys', 'ledger_postings', 'balances', 'deliveries', 'delivery_attempts', 'outbox', 'message_rollups',
    'audit_log'] loop
    execute format('alter table %I enable row level security', tenant);
    execute format('create policy tenant on %I to longcode_app using (account_id = current_account())
      with check (account_id = current_account())', tenant);
  end loop;
end $$;
alter table accounts enable row level security;
create policy tenant on accounts to longcode_app using (id = current_account()) with check (id = current_account());
