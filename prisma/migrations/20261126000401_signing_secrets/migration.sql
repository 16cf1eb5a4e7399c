-- What web hooks are signed with (Standard Webhooks): one secret an account, made when it is first needed.

create table signing_secrets (
  account_id uuid primary key references accounts (id),
  -- Sealed with a key made from AUTH_SECRET: who reads the table alone cannot sign.
  sealed bytea not null,
  created_at timestamptz not null
);

grant select, insert on signing_secrets to longcode_app;
alter table signing_secrets enable row level security;
create policy tenant on signing_secrets to longcode_app using (account_id = current_account())
  with check (account_id = current_account());
