-- A candidate for a request URL gets copies of the next events beside the real deliveries, and never touches them: a table of its own,
-- a loop of its own, one try each. A copy is queued in the statement that queues the real one.

create table url_shadows (
  account_id uuid not null references accounts (id),
  id uuid not null,
  -- '' is the account's default.
  e164 text not null,
  kind text not null check (kind in ('sms_callback', 'sms_dlr_callback')),
  url text not null,
  events integer not null check (events between 1 and 1000),
  until timestamptz not null,
  started_at timestamptz not null,
  started_by text not null,
  sent integer not null default 0 check (sent <= events),
  ended_at timestamptz,
  ended text check (ended in ('complete', 'stopped', 'adopted', 'expired')),
  primary key (account_id, id),
  check ((ended_at is null) = (ended is null))
);
create unique index url_shadows_running on url_shadows (account_id, e164, kind) where ended_at is null;
create index url_shadows_of_place on url_shadows (account_id, e164, kind, started_at);

-- No foreign key: it would lock the shadow's row in the transaction of the real event. The body is the real delivery's.
create table shadow_attempts (
  account_id uuid not null,
  shadow_id uuid not null,
  delivery_id uuid not null,
  queued_at timestamptz not null,
  -- Null: sent, or given up.
  due_at timestamptz,
  -- When it was sent. Without a status or an error after that, the worker died over it: a copy is tried once.
  at timestamptz,
  duration_ms integer,
  status_code integer,
  error text,
  primary key (account_id, shadow_id, delivery_id)
);
create index shadow_attempts_due on shadow_attempts (account_id, due_at) where due_at is not null;
create index shadow_attempts_age on shadow_attempts (queued_at);

create function accounts_with_due_copies(p_now timestamptz, p_after uuid, p_limit integer) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  with recursive walk as (
    (select account_id from shadow_attempts where due_at <= p_now and account_id > p_after order by account_id limit 1)
    union all
    select (select s.account_id from shadow_attempts s where s.due_at <= p_now and s.account_id > walk.account_id
            order by s.account_id limit 1)
    from walk where walk.account_id is not null
  )
  select account_id from walk where account_id is not null limit p_limit
$$;

-- Copies after 30 days.
create function sweep_copies(p_now timestamptz, p_limit integer) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare gone integer;
begin
  delete from shadow_attempts where ctid in
    (select ctid from shadow_attempts where queued_at < p_now - interval '30 days' limit p_limit);
  get diagnostics gone = row_count;
  return gone;
end $$;

grant select, insert on url_shadows, shadow_attempts to longcode_app;
grant update (sent, ended_at, ended) on url_shadows to longcode_app;
grant update (due_at, at, duration_ms, status_code, error) on shadow_attempts to longcode_app;
do $$
declare tenant text;
begin
  foreach tenant in array array['url_shadows', 'shadow_attempts'] loop
    execute format('alter table %I enable row level security', tenant);
    execute format('create policy tenant on %I to longcode_app using (account_id = current_account())
      with check (account_id = current_account())', tenant);
  end loop;
end $$;
