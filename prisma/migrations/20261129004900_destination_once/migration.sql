-- A destination is one probe of an index, asked once a message. Compared as text, the column was cast and its whole table read, for each
-- place where accepting names the destination: two thirds of what accepting cost.
create or replace function destination_of(p_e164 text) returns text language sql stable parallel safe as $$
  select coalesce((select d.destination from destinations d where d.npa = substr(p_e164, 3, 3)::char(3)), 'other')
$$;

-- accept_messages as it stands (20261129004100_spend_limits), but for this one line: `offset 0` keeps the planner from asking anew.
do $$
declare
  said text := pg_get_functiondef('accept_messages'::regproc);
  once text := replace(said, '(select destination_of(i."to") as destination) d', '(select destination_of(i."to") as destination offset 0) d');
begin
  if once = said then raise exception 'accept_messages does not ask for the destination where it is expected'; end if;
  execute once;
end $$;
