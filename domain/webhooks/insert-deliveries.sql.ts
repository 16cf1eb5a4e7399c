/**
 * Deliveries, the endpoints that are met for the first time, and the copies that a candidate for the URL waits for, in one statement.
 * Of a copy's place only inbound and receipts know; an endpoint that was disabled holds what would go to it.
 */
export const INSERT_DELIVERIES = {
  name: 'insert_deliveries',
  text: `
    with d as materialized (
      select * from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::text[], $9::text[],
          $10::text[], $11::uuid[], $12::text[], $13::text[])
        as d (id, message_id, kind, url, body, at, number, peer, origin, endpoint_id, address, held_why)
    ), met as (
      insert into endpoints (account_id, id, address, created_at)
      select distinct on (d.endpoint_id) $1::uuid, d.endpoint_id, d.address, d.at from d
      where d.endpoint_id is not null and not exists (select from endpoints e where e.account_id = $1 and e.id = d.endpoint_id)
      order by d.endpoint_id
      on conflict do nothing
    ), copied as (
      insert into shadow_attempts (account_id, shadow_id, delivery_id, queued_at, due_at)
      select $1, s.id, d.id, d.at, d.at
      from d cross join lateral (
        select id from url_shadows
        where account_id = $1 and ended_at is null and until > d.at and e164 in (d.number, '')
          and kind = case d.kind when 'inbound' then 'sms_callback' when 'receipt' then 'sms_dlr_callback' end
          and (e164 <> '' or d.origin = 'account')
        order by e164 desc limit 1) s
      where d.origin <> 'message' and d.held_why is null
      on conflict do nothing
    ), judged as (
      select d.*, coalesce(d.held_why, case when e.state = 'disabled' then 'endpoint_disabled' end) as why
      from d left join endpoints e on e.account_id = $1 and e.id = d.endpoint_id
    )
    insert into deliveries (account_id, id, message_id, kind, number, peer, url, origin, endpoint_id, body, status, held_why, due_at,
      created_at)
    select $1, id, message_id, kind, number, peer, url, origin, endpoint_id, body, case when why is null then 'pending' else 'held' end,
      why, case when why is null then at end, at
    from judged`,
}
