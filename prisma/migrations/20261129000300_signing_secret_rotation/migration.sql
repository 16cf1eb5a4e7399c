-- Signing secrets can be changed without an hour at which every receiver must switch: the old one signs beside the new one until it
-- retires. And an endpoint may have one of its own, so that who receives there can check nothing that goes elsewhere.

alter table signing_secrets
  -- The zero id: the account's, for every endpoint without its own.
  add column endpoint_id uuid not null default '00000000-0000-0000-0000-000000000000',
  add column id uuid not null default gen_random_uuid(),
  -- From then on nothing is signed with it; null: it is the one in force.
  add column retires_at timestamptz,
  -- Of an endpoint's first own secret: until then the account's signs beside it.
  add column beside_until timestamptz,
  drop constraint signing_secrets_pkey,
  add primary key (account_id, endpoint_id, id);
alter table signing_secrets alter column endpoint_id drop default, alter column id drop default;

create unique index signing_secrets_in_force on signing_secrets (account_id, endpoint_id) where retires_at is null;

grant update (retires_at, beside_until) on signing_secrets to longcode_app;
