-- Inbound messages that were held before events were: each gets its event, so that it is among the undelivered, is read by cursor, and
-- can be released. The body is the contract's (6.2, 6.4); the one that goes out is made anew with the URL it goes to.
insert into deliveries (account_id, id, message_id, kind, number, peer, url, origin, body, status, held_why, created_at)
select m.account_id, m.id, m.id, 'inbound', m.to_e164, m.from_e164, '', 'account',
  case a.webhook_form
    when 'legacy' then json_build_object('to', substr(m.to_e164, 2), 'from', substr(m.from_e164, 2), 'body', m.body,
      'id', 'mdr1-' || replace(m.id::text, '-', ''))
    else json_build_object('data', json_build_object(
      'attributes', json_build_object('amount_display', '$0.0000', 'amount_nanodollars', '0', 'body', m.body,
        'direction', 'inbound', 'from', substr(m.from_e164, 2), 'is_mms', false, 'message_callback_url', '',
        'message_encoding', case m.encoding when 'ucs2' then 8 else 0 end,
        'message_type', case m.number_kind when 'toll_free' then 'toll-free' else 'longcode' end, 'status', 'delivered',
        'timestamp', to_char(m.accepted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"000Z"'), 'to', substr(m.to_e164, 2)),
      'type', 'message', 'id', 'mdr2-' || replace(m.id::text, '-', '')))
  end::text,
  'held',
  case when e.detail ->> 'reason' like 'the number is suspended%' then 'suspended'
       when e.detail ->> 'reason' like 'no SMS request URL%' then 'no_url' else 'no_balance' end,
  m.accepted_at
from messages m
join accounts a on a.id = m.account_id
left join message_events e on e.account_id = m.account_id and e.message_id = m.id and e.rev = 0
where m.direction = 'inbound' and m.status = 'held'
  and not exists (select from deliveries d where d.account_id = m.account_id and d.message_id = m.id and d.kind = 'inbound');
