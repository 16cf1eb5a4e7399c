-- Who may get in, and how: people with their factors, invitations, one-time tickets, mail, keys with scopes and two secrets during
-- a rotation, and what each key is used for.

-- ── people and sessions ───────────────────────────────────────────────────────────────────────────────────────────
-- Somebody who only ever signs in elsewhere has no password here.
alter table people alter column password_hash drop not null;
alter table people add column password_changed_at timestamptz;

alter table sessions
  add column method text not null default 'password' check (method in ('password', 'passkey', 'oidc')),
  -- Whether a second factor was shown when it began: a passkey is two in one.
  add column second_factor boolean not null default false,
  -- When the person last proved to be there: five minutes of that open what is dangerous.
  add column sudo_at timestamptz;
create index sessions_of_account on sessions (account_id, person_id) where ended_at is null;

alter table accounts
  add column require_second_factor boolean not null default false,
  add column sso_only boolean not null default false;

-- Somebody the configured identity provider has vouched for.
create table identities (
  issuer text not null,
  subject text not null,
  person_id uuid not null references people (id),
  created_at timestamptz not null,
  primary key (issuer, subject)
);
create index identities_of_person on identities (person_id);

create table totps (
  person_id uuid primary key references people (id),
  -- Sealed with a key made from AUTH_SECRET: who reads the table alone cannot make codes.
  secret_sealed bytea not null,
  created_at timestamptz not null,
  -- Until a first code was right it is on trial and asked for by nobody.
  confirmed_at timestamptz,
  -- The last time step whose code was taken: a code works once.
  last_step bigint not null default 0
);

create table recovery_codes (
  person_id uuid not null references people (id),
  code_sha256 bytea not null check (length(code_sha256) = 32),
  used_at timestamptz,
  primary key (person_id, code_sha256)
);

create table passkeys (
  id text primary key check (length(id) <= 1400),
  person_id uuid not null references people (id),
  name text not null check (length(name) between 1 and 100),
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}',
  created_at timestamptz not null,
  used_at timestamptz
);
create index passkeys_of_person on passkeys (person_id);

-- Something that opens one door once: a link in a mail, the step between password and code, a challenge to a passkey, a journey to
-- the identity provider. Only the SHA-256 of what was handed out is kept.
create table tickets (
  token_sha256 bytea primary key check (length(token_sha256) = 32),
  kind text not null check (kind in ('sign_up', 'reset', 'invitation', 'second_step', 'passkey', 'oidc')),
  person_id uuid references people (id),
  payload jsonb not null default '{}',
  created_at timestamptz not null,
  expires_at timestamptz not null,
  tries smallint not null default 0,
  used_at timestamptz
);
create index tickets_age on tickets (expires_at);
create index tickets_of_person on tickets (person_id, kind) where used_at is null;

create table invitations (
  account_id uuid not null references accounts (id),
  id uuid not null,
  email text not null check (email = lower(email)),
  role text not null check (role in ('owner', 'admin', 'developer', 'finance', 'support', 'read_only')),
  invited_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz,
  primary key (account_id, id)
);
create unique index invitations_open on invitations (account_id, email) where accepted_at is null and revoked_at is null;

-- A person is asked for by e-mail before any account is known, and so is an invitation.
create function invitations_for_email(p_email text, p_now timestamptz)
returns table (account_id uuid, id uuid, account_name text, role text)
language sql stable security definer set search_path = public, pg_temp as $$
  select i.account_id, i.id, a.name, i.role from invitations i join accounts a on a.id = i.account_id
  where i.email = p_email and i.accepted_at is null and i.revoked_at is null and i.expires_at > p_now order by i.created_at
$$;

drop function accounts_of_person(uuid);
create function accounts_of_person(p_person uuid)
returns table (id uuid, name text, time_zone text, role text, require_second_factor boolean, sso_only boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.id, a.name, a.time_zone, m.role, a.require_second_factor, a.sso_only
  from memberships m join accounts a on a.id = m.account_id where m.person_id = p_person order by a.name, a.id
$$;

-- ── limits ────────────────────────────────────────────────────────────────────────────────────────────────────────
-- How often somebody failed lately: a bucket that leaks. The subject is a hash, so the table names nobody.
create table attempts (
  subject bytea primary key check (length(subject) = 32),
  failures double precision not null,
  at timestamptz not null
);
create index attempts_age on attempts (at);

-- ── mail ──────────────────────────────────────────────────────────────────────────────────────────────────────────
-- Written in the transaction that causes it; the worker hands it to the mail server, or it stays here as the mailbox of this
-- system when there is none. A text holds links that open things: it is emptied once it was handed over.
create table mails (
  id uuid primary key,
  to_email text not null,
  subject text not null,
  body text not null,
  created_at timestamptz not null,
  due_at timestamptz,
  attempts smallint not null default 0,
  sent_at timestamptz,
  problem text
);
create index mails_due on mails (due_at) where due_at is not null;
create index mails_of_address on mails (to_email, id);

-- ── keys ──────────────────────────────────────────────────────────────────────────────────────────────────────────
alter table api_keys
  add column mode text not null default 'live' check (mode in ('live', 'test')),
  add column description text not null default '' check (length(description) <= 500),
  -- What earlier keys could do: what a developer may.
  add column scopes text[] not null default '{messages.send,messages.read,numbers.read,numbers.manage}'
    check (scopes <@ array['messages.send', 'messages.read', 'numbers.read', 'numbers.manage', 'billing.read'] and cardinality(scopes) > 0),
  -- Null: every number of the account.
  add column numbers text[] check (cardinality(numbers) between 1 and 1000),
  -- Addresses and ranges that may use it; empty: any.
  add column addresses text[] not null default '{}' check (cardinality(addresses) <= 100),
  add column created_by text not null default '',
  -- Grows by one with each rotation: it tells the calls of one secret from those of the next.
  add column generation integer not null default 1,
  add column secret_made_at timestamptz,
  add column previous_sha256 bytea check (length(previous_sha256) = 32),
  add column previous_last4 text,
  -- Until when the secret before still works. Stays when it has passed, so that late callers are recognised.
  add column previous_until timestamptz,
  -- The rotation counts as done when the old secret has been quiet for so long.
  add column quiet_minutes integer not null default 60 check (quiet_minutes between 1 and 10080),
  add column warned_at timestamptz,
  add constraint api_keys_name check (length(name) between 1 and 100);
update api_keys set secret_made_at = created_at;
alter table api_keys alter column secret_made_at set not null, alter column scopes drop default;
-- Whose old secrets are about to end: asked across accounts, in rounds.
create index api_keys_in_grace on api_keys (previous_until) where previous_until is not null and warned_at is null;

drop function find_api_key(text);
create function find_api_key(p_access_key text)
returns table (account_id uuid, key_id uuid, name text, mode text, scopes text[], numbers text[], addresses text[],
               secret_sha256 bytea, generation integer, previous_sha256 bytea, previous_until timestamptz,
               expires_at timestamptz, revoked_at timestamptz, requests_per_second integer)
language sql stable security definer set search_path = public, pg_temp as $$
  select k.account_id, k.id, k.name, k.mode, k.scopes, k.numbers, k.addresses, k.secret_sha256, k.generation,
    k.previous_sha256, k.previous_until, k.expires_at, k.revoked_at, a.requests_per_second
  from access_keys x join api_keys k on k.account_id = x.account_id and k.id = x.key_id
  join accounts a on a.id = x.account_id
  where x.access_key = p_access_key
$$;

create function keys_in_grace(p_from timestamptz, p_until timestamptz) returns table (account_id uuid, key_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select k.account_id, k.id from api_keys k
  where k.previous_until > p_from and k.previous_until <= p_until and k.warned_at is null and k.revoked_at is null
$$;

-- What a key was used for, gathered by the API and written a few times a second. `generation` 0: with a secret that is neither the
-- key's present one nor the one before.
create table key_uses (
  account_id uuid not null,
  key_id uuid not null,
  day date not null,
  generation integer not null,
  address text not null,
  agent text not null,
  endpoint text not null,
  -- The account's own number it was about: the sender of a send, the number in a path, or ''.
  number text not null,
  calls bigint not null,
  refused bigint not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  primary key (account_id, key_id, day, generation, address, agent, endpoint, number)
);
create index key_uses_last on key_uses (account_id, key_id, last_at);

create table key_minutes (
  account_id uuid not null,
  key_id uuid not null,
  minute timestamptz not null,
  generation integer not null,
  calls bigint not null,
  refused bigint not null,
  primary key (account_id, key_id, minute, generation)
);

create table key_requests (
  account_id uuid not null,
  key_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  generation integer not null,
  method text not null,
  path text not null,
  status smallint not null,
  -- The code of the refusal, or ''.
  code text not null,
  duration_ms integer not null,
  address text not null,
  agent text not null,
  primary key (account_id, key_id, id)
);
create index key_requests_age on key_requests (at);

-- One call for all that the API has gathered, whosever keys they are: each account behind its own fence, as accepts are.
create function record_key_uses(p_batch jsonb) returns void language plpgsql as $$
declare g record;
begin
  for g in select (b.item ->> 'account')::uuid as account, b.item from jsonb_array_elements(p_batch) as b (item)
           order by 1 loop
    perform set_config('app.account_id', g.account::text, true);
    insert into key_uses as t
      select g.account, u.* from jsonb_to_recordset(g.item -> 'uses') as u (key_id uuid, day date, generation integer, address text,
        agent text, endpoint text, number text, calls bigint, refused bigint, first_at timestamptz, last_at timestamptz)
        order by 1, 2, 3, 4, 5, 6, 7
      on conflict on constraint key_uses_pkey do update set calls = t.calls + excluded.calls,
        refused = t.refused + excluded.refused, last_at = greatest(t.last_at, excluded.last_at);
    insert into key_minutes as t
      select g.account, m.* from jsonb_to_recordset(g.item -> 'minutes') as m (key_id uuid, minute timestamptz, generation integer,
        calls bigint, refused bigint) order by 1, 2, 3
      on conflict on constraint key_minutes_pkey do update set calls = t.calls + excluded.calls,
        refused = t.refused + excluded.refused;
    insert into key_requests
      select g.account, r.* from jsonb_to_recordset(g.item -> 'requests') as r (key_id uuid, id uuid, at timestamptz,
        generation integer, method text, path text, status smallint, code text, duration_ms integer, address text, agent text)
      on conflict do nothing;
  end loop;
end $$;

-- ── what has outlived its purpose ─────────────────────────────────────────────────────────────────────────────────
-- Uses of keys after 35 days (narrowing looks back 30), minutes and requests after 8, tickets and mails a week after their end,
-- sessions that ended a month ago, failures of yesterday.
create function sweep_access(p_now timestamptz, p_limit integer) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare gone integer; total integer := 0;
begin
  delete from key_uses where ctid in (select ctid from key_uses where day < (p_now - interval '35 days')::date limit p_limit);
  get diagnostics gone = row_count; total := total + gone;
  delete from key_minutes where ctid in (select ctid from key_minutes where minute < p_now - interval '8 days' limit p_limit);
  get diagnostics gone = row_count; total := total + gone;
  delete from key_requests where ctid in (select ctid from key_requests where at < p_now - interval '8 days' limit p_limit);
  get diagnostics gone = row_count; total := total + gone;
  delete from tickets where ctid in (select ctid from tickets where expires_at < p_now - interval '7 days' limit p_limit);
  get diagnostics gone = row_count; total := total + gone;
  delete from mails where ctid in (select ctid from mails where created_at < p_now - interval '7 days' limit p_limit);
  get diagnostics gone = row_count; total := total + gone;
  delete from attempts where ctid in (select ctid from attempts where at < p_now - interval '1 day' limit p_limit);
  get diagnostics gone = row_count; total := total + gone;
  delete from sessions where ctid in (select ctid from sessions
    where coalesce(ended_at, expires_at) < p_now - interval '30 days' limit p_limit);
  get diagnostics gone = row_count;
  return total + gone;
end $$;

-- ── rights and walls ──────────────────────────────────────────────────────────────────────────────────────────────
grant select, insert, update, delete on identities, totps, recovery_codes, passkeys, tickets, invitations, attempts, mails,
  key_uses, key_minutes, key_requests to longcode_app;
-- A key is never deleted: messages and the audit log refer to it.
revoke delete on invitations, api_keys, access_keys, key_uses, key_minutes, key_requests from longcode_app;
revoke update on key_requests from longcode_app;
do $$
declare tenant text;
begin
  foreach tenant in array array['invitations', 'key_uses', 'key_minutes', 'key_requests'] loop
    execute format('alter table %I enable row level security', tenant);
    execute format('create policy tenant on %I to longcode_app using (account_id = current_account())
      with check (account_id = current_account())', tenant);
  end loop;
end $$;
