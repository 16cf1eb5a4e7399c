-- What an account says of its own numbers, one by one or many at once.

alter table numbers
  -- Long codes: brand and campaign (10DLC); toll-free numbers: verification. Said by an operator, who did it with the carriers.
  add column registration text not null default 'none' check (registration in ('none', 'pending', 'registered'));
create index numbers_newest on numbers (account_id, created_at, e164);
create index numbers_tagged on numbers (account_id) where tags <> '{}';

-- What one number did in a month, without the hours of all the others.
create index message_rollups_number on message_rollups (account_id, number, hour);

-- ── jobs ──────────────────────────────────────────────────────────────────────────────────────────────────────────
-- One change to many numbers. What it is about is fixed when it is made; a person looks at it and starts it; a worker does it number
-- by number. Each number's result is written in the transaction of its change, so nothing is done twice and nothing is lost.
create table number_jobs (
  account_id uuid not null references accounts (id),
  id uuid not null,
  kind text not null check (kind in ('edit', 'import')),
  -- ready: to be looked at, and started by a person.
  state text not null check (state in ('ready', 'running', 'done', 'canceled', 'failed')),
  -- In whose name: with the rights that this person has when a number's turn comes.
  started_by uuid not null references people (id),
  started_by_name text not null,
  -- {"address", "agent"}
  origin jsonb not null,
  -- The same for every number of an edit; null: each line says its own.
  change jsonb,
  -- What the numbers were chosen by, in words; the file's name.
  source text not null check (length(source) <= 500),
  -- Why it failed.
  problem text,
  total integer not null check (total > 0),
  -- Of an import: lines that nothing can be done with, known when the file was read.
  problems integer not null default 0,
  -- The items up to here are worked off.
  worked integer not null default 0,
  changed integer not null default 0,
  unchanged integer not null default 0,
  failed integer not null default 0,
  created_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz,
  -- A worker has it until then; one that dies delays it by as much.
  lease_until timestamptz,
  primary key (account_id, id),
  check (changed + unchanged + failed <= total and worked <= total),
  check ((state in ('done', 'canceled', 'failed')) = (ended_at is not null))
);
create index number_jobs_open on number_jobs (lease_until) where state = 'running';

create table number_job_items (
  account_id uuid not null,
  job_id uuid not null,
  seq integer not null check (seq > 0),
  -- As it was written where it is no number.
  number text not null check (length(number) <= 40),
  -- Of the file.
  line integer,
  change jsonb,
  -- Why nothing can be done with this line: known when the file was read.
  problem text,
  primary key (account_id, job_id, seq),
  foreign key (account_id, job_id) references number_jobs (account_id, id)
);

create table number_job_results (
  account_id uuid not null,
  job_id uuid not null,
  seq integer not null,
  outcome text not null check (outcome in ('changed', 'unchanged', 'failed')),
  reason text,
  at timestamptz not null,
  primary key (account_id, job_id, seq),
  foreign key (account_id, job_id, seq) references number_job_items (account_id, job_id, seq)
);
create index number_job_failures on number_job_results (account_id, job_id, seq) where outcome = 'failed';

-- Jobs that no worker has: all that is asked before their accounts are known.
create function due_number_jobs(p_now timestamptz, p_limit integer) returns table (account_id uuid, job_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  -- One of each account: a thousand jobs of one keep nobody else waiting.
  select o.account_id, o.id from (
    select distinct on (j.account_id) j.account_id, j.id, j.lease_until from number_jobs j
    where j.state = 'running' and j.lease_until <= p_now order by j.account_id, j.lease_until) o
  order by o.lease_until limit p_limit
$$;

grant select, insert, update on number_jobs to longcode_app;
grant select, insert on number_job_items, number_job_results to longcode_app;
do $$
declare tenant text;
begin
  foreach tenant in array array['number_jobs', 'number_job_items', 'number_job_results'] loop
    execute format('alter table %I enable row level security', tenant);
    execute format('create policy tenant on %I to longcode_app using (account_id = current_account())
      with check (account_id = current_account())', tenant);
  end loop;
end $$;
