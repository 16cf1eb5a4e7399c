-- Every change of a request URL is a version: who, when, what. Numbered for each place (the account or one number) and kind, so that
-- a form can say which one it was opened with. Append-only: a rollback is a version of its own that names the one it repeats.

create table request_url_versions (
  account_id uuid not null references accounts (id),
  -- '' is the account's default.
  e164 text not null,
  kind text not null check (kind in ('sms_callback', 'mms_callback', 'sms_dlr_callback', 'mms_dlr_callback')),
  version integer not null check (version > 0),
  -- Null: removed.
  url text,
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('person', 'key', 'system')),
  actor_id text not null,
  actor_name text not null,
  -- {"address", "agent"}; null where nobody noted it.
  origin jsonb,
  from_version integer,
  primary key (account_id, e164, kind, version),
  foreign key (account_id, e164, kind, from_version) references request_url_versions (account_id, e164, kind, version),
  check (from_version < version)
);

-- What is set already, by whom the audit log says it was.
insert into request_url_versions
select u.account_id, u.e164, u.kind, 1, u.url, u.updated_at,
  coalesce(a.actor_kind, 'system'), coalesce(a.actor_id, 'longcode'), coalesce(a.actor_name, 'Longcode'), a.origin - 'role', null
from request_urls u
left join lateral (
  select actor_kind, actor_id, actor_name, origin from audit_log
  where account_id = u.account_id and action = 'request_url.set'
    and object = u.kind || case when u.e164 = '' then '' else ' of ' || u.e164 end
  order by seq desc limit 1) a on true;

grant select, insert on request_url_versions to longcode_app;
alter table request_url_versions enable row level security;
create policy tenant on request_url_versions to longcode_app using (account_id = current_account())
  with check (account_id = current_account());
