-- An event and where it is told is one row of `deliveries`. Besides going out it may wait for a person: `held`. What it goes to, for
-- limits, health and circuit, is an endpoint: the address of its URL without the query. An endpoint's id is made from its address
-- (domain/webhooks/endpoint-of.ts), so that queueing asks nothing first.

alter table accounts add column webhook_schedule text not null default 'long'
  check (webhook_schedule in ('long', 'contract'));

create table endpoints (
  account_id uuid not null references accounts (id),
  id uuid not null,
  -- Origin and path; of URLs that were given with single messages the origin and ' *'.
  address text not null,
  created_at timestamptz not null,
  state text not null default 'active' check (state in ('active', 'disabled')),
  -- It answered 410, it failed for five days, or a person turned it off.
  disabled_why text check (disabled_why in ('gone', 'failing', 'person')),
  disabled_at timestamptz,
  -- The first failure since the last success; null: it is well.
  failing_since timestamptz,
  failures_in_row integer not null default 0,
  -- The circuit is open: nothing goes out before this, then one probe.
  open_until timestamptz,
  -- Which of the mails about this failing went out: after an hour, after a day, at the end.
  mailed smallint not null default 0 check (mailed between 0 and 3),
  last_success_at timestamptz,
  last_failure_at timestamptz,
  last_status integer,
  last_error text,
  -- Set by people; null: the engine's own limits.
  max_at_once smallint check (max_at_once between 1 and 100),
  max_per_second integer check (max_per_second between 1 and 10000),
  primary key (account_id, id),
  check ((state = 'disabled') = (disabled_why is not null and disabled_at is not null))
);

alter table deliveries
  alter column message_id drop not null,
  drop constraint deliveries_kind_check,
  add constraint deliveries_kind_check check (kind in ('inbound', 'receipt', 'optout.created', 'optout.removed')),
  drop constraint deliveries_status_check,
  add constraint deliveries_status_check check (status in ('pending', 'delivered', 'failed', 'held')),
  add column endpoint_id uuid,
  add column held_why text check (held_why in ('no_url', 'no_balance', 'suspended', 'endpoint_disabled')),
  -- Our number and the other side's.
  add column number text not null default '',
  add column peer text not null default '',
  -- Whose URL it is: a replay goes to the one in force then.
  add column origin text not null default 'account' check (origin in ('message', 'number', 'account')),
  -- Tries of the round under way; `attempts` counts all there ever were and numbers them.
  add column tries smallint not null default 0,
  -- The last answer.
  add column last_status integer,
  add column last_error text,
  -- The replay that asked for it last, and the status it had before: what it falls back to when that is canceled.
  add column replay_id uuid,
  add column replayed_from text check (replayed_from in ('delivered', 'failed', 'held')),
  -- The order of commits, for who reads events by cursor: as in `outbox`.
  add column xid xid8 not null default pg_current_xact_id();

update deliveries d set tries = d.attempts, number = case m.direction when 'inbound' then m.to_e164 else m.from_e164 end,
  peer = case m.direction when 'inbound' then m.from_e164 else m.to_e164 end,
  origin = case when d.url = m.dlr_callback then 'message' else 'account' end
from messages m where m.account_id = d.account_id and m.id = d.message_id;
update deliveries set endpoint_id =
  left(encode(sha256(convert_to(regexp_replace(url, case origin when 'message' then '^(https?://[^/?#]+).*$' else '^([^?#]+).*$' end,
    case origin when 'message' then '\1 *' else '\1' end), 'UTF8')), 'hex'), 32)::uuid;
insert into endpoints (account_id, id, address, created_at)
  select account_id, endpoint_id,
    min(regexp_replace(url, case origin when 'message' then '^(https?://[^/?#]+).*$' else '^([^?#]+).*$' end,
      case origin when 'message' then '\1 *' else '\1' end)), min(created_at)
  from deliveries group by 1, 2;
update deliveries d set last_status = a.status_code, last_error = a.error
from delivery_attempts a where a.account_id = d.account_id and a.delivery_id = d.id and a.number = d.attempts;

alter table deliveries
  alter column number drop default, alter column peer drop default, alter column origin drop default,
  add check ((status = 'held') = (held_why is not null)),
  add check ((due_at is not null) = (status = 'pending')),
  add check (status <> 'pending' or endpoint_id is not null);

drop index deliveries_due;
create index deliveries_due on deliveries (account_id, endpoint_id, due_at) where due_at is not null;
create index deliveries_of_endpoint on deliveries (account_id, endpoint_id, id);
create index deliveries_undelivered on deliveries (account_id, id) where status in ('failed', 'held');
create index deliveries_feed on deliveries (account_id, xid, id);
create index deliveries_of_replay on deliveries (account_id, replay_id) where replay_id is not null;

-- Where the time of an attempt went, in milliseconds; a step that was not needed or not reached is null.
alter table delivery_attempts
  add column url text,
  add column dns_ms integer,
  add column connect_ms integer,
  add column tls_ms integer,
  add column first_byte_ms integer,
  -- Over a connection that an earlier one had opened.
  add column reused boolean,
  add column address text,
  -- Of a failure without an answer: which step, and what.
  add column fault text,
  add column request_headers jsonb,
  add column answer_headers jsonb,
  -- When the next try was meant to be; null: there was none.
  add column next_at timestamptz;

-- A replay is a job: it makes events due again, at a rate, under their old ids.
create table replays (
  account_id uuid not null references accounts (id),
  id uuid not null,
  -- What was asked for, as written: domain/webhooks/delivery-filter.ts.
  filter jsonb not null,
  per_second integer not null check (per_second between 1 and 1000),
  state text not null default 'running' check (state in ('running', 'done', 'canceled')),
  -- Counted when it began.
  total bigint not null,
  queued bigint not null default 0,
  -- Matched, and could not be sent: no URL in force, no balance, older than thirty days.
  skipped bigint not null default 0,
  -- The last event that was looked at.
  cursor_id uuid,
  -- Only events from before it began.
  until timestamptz not null,
  -- When a worker looks next; null: it is over.
  due_at timestamptz,
  started_at timestamptz not null,
  started_by text not null,
  ended_at timestamptz,
  ended_by text,
  primary key (account_id, id),
  check ((state = 'running') = (ended_at is null))
);
create index replays_due on replays (due_at) where due_at is not null;

-- In rounds, endpoint by endpoint: who has much to tell keeps nobody else waiting. Each step is one look into the index, also over an
-- endpoint with a long queue that is not due yet. An open circuit is passed over until its probe is due.
create function endpoints_with_due_deliveries(p_now timestamptz, p_account uuid, p_endpoint uuid, p_limit integer)
returns table (account_id uuid, endpoint_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  with recursive walk as (
    (select d.account_id, d.endpoint_id, d.due_at from deliveries d
     where d.due_at is not null and (d.account_id, d.endpoint_id) > (p_account, p_endpoint)
     order by d.account_id, d.endpoint_id, d.due_at limit 1)
    union all
    select n.account_id, n.endpoint_id, n.due_at
    from walk w cross join lateral (
      select d.account_id, d.endpoint_id, d.due_at from deliveries d
      where d.due_at is not null and (d.account_id, d.endpoint_id) > (w.account_id, w.endpoint_id)
      order by d.account_id, d.endpoint_id, d.due_at limit 1) n
  )
  select w.account_id, w.endpoint_id from walk w
  where w.due_at <= p_now and not exists (
    select from endpoints e where e.account_id = w.account_id and e.id = w.endpoint_id and e.open_until > p_now)
  limit p_limit
$$;

grant select, insert on endpoints, replays to longcode_app;
grant update (state, disabled_why, disabled_at, failing_since, failures_in_row, open_until, mailed, last_success_at, last_failure_at,
  last_status, last_error, max_at_once, max_per_second) on endpoints to longcode_app;
grant update (state, queued, skipped, cursor_id, due_at, ended_at, ended_by) on replays to longcode_app;
do $$
declare tenant text;
begin
  foreach tenant in array array['endpoints', 'replays'] loop
    execute format('alter table %I enable row level security', tenant);
    execute format('create policy tenant on %I to longcode_app using (account_id = current_account())
      with check (account_id = current_account())', tenant);
  end loop;
end $$;
