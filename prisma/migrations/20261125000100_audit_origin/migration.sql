-- The audit log learns from where something was done and as what, and where its chain ends.

-- {"role", "address", "agent"}: null in rows from before.
alter table audit_log add column origin jsonb;
create index audit_log_by_time on audit_log (account_id, at);
create index audit_log_by_actor on audit_log (account_id, actor_id, seq);
create index audit_log_by_action on audit_log (account_id, action, seq);

-- The last row of each chain. Without it nobody would see that the last rows were taken away.
create table audit_heads (
  account_id uuid primary key references accounts (id),
  seq bigint not null,
  hash bytea not null
);
insert into audit_heads select distinct on (account_id) account_id, seq, hash from audit_log order by account_id, seq desc;

-- What a row's hash covers, in one place for writing and for checking. A row from before has no origin, and none in its hash.
create function audit_hash(p_previous bytea, p_account uuid, p_seq bigint, p_at timestamptz, p_actor_kind text, p_actor_id text,
                           p_actor_name text, p_action text, p_object text, p_before jsonb, p_after jsonb, p_origin jsonb)
returns bytea language sql stable parallel safe set timezone = 'UTC' as $$ -- the hash covers the time as text
  select sha256(p_previous || convert_to((jsonb_build_array(p_account, p_seq, p_at, p_actor_kind, p_actor_id, p_actor_name,
    p_action, p_object, p_before, p_after) || case when p_origin is null then '[]' else jsonb_build_array(p_origin) end)::text, 'UTF8'))
$$;

-- The only way in: the application's role may not insert by itself, and for no account but the one it acts on.
drop function append_audit(uuid, timestamptz, text, text, text, text, text, jsonb, jsonb);
create function append_audit(p_account uuid, p_at timestamptz, p_actor_kind text, p_actor_id text, p_actor_name text,
                             p_action text, p_object text, p_before jsonb, p_after jsonb, p_origin jsonb) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  last record;
  next_seq bigint;
  previous bytea;
  fresh bytea;
begin
  if p_account is distinct from current_account() then
    raise exception 'audit rows are written for the account that is acted on' using errcode = '42501';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('audit ' || p_account::text, 0)); -- one appender an account
  select seq, hash into last from audit_heads where account_id = p_account;
  next_seq := coalesce(last.seq, 0) + 1;
  previous := coalesce(last.hash, '\x00');
  fresh := audit_hash(previous, p_account, next_seq, p_at, p_actor_kind, p_actor_id, p_actor_name, p_action, p_object,
    p_before, p_after, p_origin);
  insert into audit_log (account_id, seq, at, actor_kind, actor_id, actor_name, action, object, before, after, origin,
    previous_hash, hash) values (p_account, next_seq, p_at, p_actor_kind, p_actor_id, p_actor_name, p_action, p_object,
    p_before, p_after, p_origin, previous, fresh);
  insert into audit_heads values (p_account, next_seq, fresh)
    on conflict (account_id) do update set seq = excluded.seq, hash = excluded.hash;
  return next_seq;
end $$;

grant select on audit_heads to longcode_app;
revoke insert on audit_log from longcode_app;
-- A function may be called by everybody unless somebody says otherwise, and this one acts as the owner.
revoke execute on function append_audit from public;
grant execute on function append_audit to longcode_app;
alter table audit_heads enable row level security;
create policy tenant on audit_heads to longcode_app using (account_id = current_account());
