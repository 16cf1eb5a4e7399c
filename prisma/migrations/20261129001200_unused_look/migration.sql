-- Web hooks are looked for endpoint by endpoint (walk_endpoints): nothing asks for whole accounts any more.
drop function accounts_with_due_deliveries(timestamptz, uuid, integer);
