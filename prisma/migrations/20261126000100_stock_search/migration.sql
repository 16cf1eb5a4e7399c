-- Searching a million numbers. Each page is either walked in its order through an index, which stops when it is full, or gathered
-- from the rows that a rare word leaves; whatever is asked for, one of the two reads little. Every index therefore ends in the number.

create extension if not exists pg_trgm;

alter table inventory
  -- How many numbers one after the other begin with this one, at most 100. A sale does not lower it, so it promises nothing: it
  -- says where looking is worth while, and whoever sells a block counts it first.
  add column run smallint not null default 1 check (run between 1 and 100),
  -- So that the planner knows which digits are rare: it reckons patterns by this many samples.
  alter column e164 set statistics 500;

create index inventory_kind on inventory (kind, e164);
create index inventory_country on inventory (country, e164);
create index inventory_state on inventory (state, e164);
create index inventory_rate_center on inventory (rate_center, e164);
create index inventory_city on inventory (lower(city), e164);
create index inventory_exchange on inventory (substr(e164, 6, 3), e164);
create index inventory_monthly on inventory (monthly_nanos, e164);
create index inventory_setup on inventory (setup_nanos, e164);
create index inventory_run on inventory (e164) where run > 1;
create index inventory_digits on inventory using gin (e164 gin_trgm_ops);
