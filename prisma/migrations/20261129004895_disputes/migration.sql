-- A payment may be disputed more than once, in whole or in part: each dispute by its id, with its state and its nanodollars. What they come
-- to together stands beside, as before.
alter table payments add column disputes jsonb not null default '{}';
update payments set disputes = jsonb_build_object(dispute_id, jsonb_build_object('state', dispute_state, 'nanos', disputed_nanos::text))
where dispute_id is not null;
grant update (disputes) on payments to longcode_app;
