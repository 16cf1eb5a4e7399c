-- Exports of the message log. One that a worker makes is kept here in compressed parts: processes share nothing but the database.

create table exports (
  account_id uuid not null references accounts (id),
  id uuid not null,
  -- As it stands in an address, and the zone its days are read in. What came after `asked_at` is not asked for.
  filter jsonb not null,
  filter_zone text not null,
  format text not null check (format in ('csv', 'jsonl')),
  columns text[] not null check (cardinality(columns) between 1 and 40),
  zone text not null,
  numbers text not null check (numbers in ('digits', 'national', 'e164')),
  asked_by uuid not null,
  asked_by_name text not null,
  origin jsonb not null,
  asked_at timestamptz not null,
  schedule_id uuid,
  -- Of a schedule: the day it is about.
  day date,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'canceled', 'failed')),
  -- Whoever holds it writes with this number; one that was paused and lost it cannot.
  epoch integer not null default 0,
  lease_until timestamptz,
  -- What is in it: only of who may see content.
  has_content boolean not null default false,
  began_at timestamptz,
  ended_at timestamptz,
  ended_by text,
  problem text,
  -- When its first row was accepted, and the id of the last so far.
  first_at timestamptz,
  position uuid,
  rows bigint not null default 0,
  content_bytes bigint not null default 0,
  stored_bytes bigint not null default 0,
  -- Of the whole content, all parts one after the other, not compressed.
  sha256 bytea,
  expires_at timestamptz,
  is_swept boolean not null default false,
  primary key (account_id, id),
  check ((state in ('waiting', 'running')) = (ended_at is null))
);
create unique index exports_day on exports (account_id, schedule_id, day) where schedule_id is not null;
create index exports_open on exports (account_id, id) where state in ('waiting', 'running');
create index exports_unswept on exports (account_id, id) where not is_swept and state not in ('waiting', 'running');

create table export_parts (
  account_id uuid not null,
  export_id uuid not null,
  number integer not null check (number >= 1),
  rows bigint not null,
  -- The moment this part's rows are of.
  snapshot_at timestamptz not null,
  last_id uuid,
  content_bytes bigint not null,
  stored_bytes bigint not null,
  -- Of the compressed file.
  sha256 bytea not null,
  primary key (account_id, export_id, number),
  foreign key (account_id, export_id) references exports (account_id, id)
);

-- Pieces of the compressed parts, in order; of a part that is not finished too, until its writer finishes it or another begins it anew.
create table export_chunks (
  account_id uuid not null,
  export_id uuid not null,
  part integer not null,
  seq integer not null,
  content bytea not null check (length(content) between 1 and 2097152),
  primary key (account_id, export_id, part, seq),
  foreign key (account_id, export_id) references exports (account_id, id)
);
alter table export_chunks alter column content set storage external;

-- An export of the day before, each day.
create table export_schedules (
  account_id uuid not null references accounts (id),
  id uuid not null,
  name text not null check (length(name) between 1 and 80),
  filter jsonb not null,
  format text not null check (format in ('csv', 'jsonl')),
  columns text[] not null check (cardinality(columns) between 1 and 40),
  numbers text not null check (numbers in ('digits', 'national', 'e164')),
  made_by uuid not null,
  made_by_name text not null,
  origin jsonb not null,
  made_at timestamptz not null,
  -- The day that is next, and when it is over.
  next_day date not null,
  due_at timestamptz,
  paused_at timestamptz,
  problem text,
  primary key (account_id, id),
  check ((paused_at is null) = (due_at is not null))
);
create index export_schedules_due on export_schedules (due_at) where due_at is not null;

grant select, insert on exports, export_parts, export_chunks, export_schedules to longcode_app;
grant update (state, epoch, lease_until, columns, has_content, began_at, ended_at, ended_by, problem, first_at, position, rows, content_bytes, stored_bytes,
  sha256, expires_at, is_swept) on exports to longcode_app;
grant update (next_day, due_at, paused_at, problem) on export_schedules to longcode_app;
grant delete on export_parts, export_chunks, export_schedules to longcode_app;
do $$
declare tenant text;
begin
  foreach tenant in array array['exports', 'export_parts', 'export_chunks', 'export_schedules'] loop
    execute format('alter table %I enable row level security', tenant);
    execute format('create policy tenant on %I to longcode_app using (account_id = current_account())
      with check (account_id = current_account())', tenant);
  end loop;
end $$;

-- Waiting, or lost by its worker; accounts with fewer under way first, so that one with many holds up nobody else. Ids and nothing else.
create function due_exports(p_now timestamptz, p_each integer, p_limit integer) returns table (account_id uuid, export_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  with open as (
    select e.account_id, e.id, e.lease_until,
      count(*) filter (where e.lease_until > p_now) over (partition by e.account_id) as under_way
    from exports e where e.state in ('waiting', 'running')
  )
  select account_id, id from (
    select open.*, row_number() over (partition by open.account_id order by id) as nth from open
    where under_way < p_each and coalesce(lease_until, '-infinity') <= p_now
  ) due
  where nth <= p_each order by under_way + nth, id limit p_limit
$$;

create function due_export_schedules(p_now timestamptz, p_limit integer) returns table (account_id uuid, schedule_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select account_id, id from export_schedules where due_at <= p_now order by due_at limit p_limit
$$;

-- The bytes of what has expired, and of what was never finished. The row stays and says what it was. A download that has begun has an hour.
create function sweep_exports(p_now timestamptz, p_limit integer) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  one record;
  gone integer;
  total integer := 0;
begin
  for one in
    select e.account_id, e.id from exports e
    where not e.is_swept and e.state not in ('waiting', 'running') and coalesce(e.expires_at, e.ended_at) < p_now - interval '1 hour'
    limit 20
  loop
    delete from export_chunks where ctid in (
      select ctid from export_chunks c where c.account_id = one.account_id and c.export_id = one.id limit p_limit - total);
    get diagnostics gone = row_count;
    total := total + gone;
    exit when total >= p_limit;
    update exports set is_swept = true where account_id = one.account_id and id = one.id;
  end loop;
  return total;
end $$;

revoke execute on function due_exports(timestamptz, integer, integer), due_export_schedules(timestamptz, integer),
  sweep_exports(timestamptz, integer) from public;
grant execute on function due_exports(timestamptz, integer, integer), due_export_schedules(timestamptz, integer),
  sweep_exports(timestamptz, integer) to longcode_app;
