/**
 * The link of a message never changes, but what a link is may: a message leaves over it only while it takes messages of that kind.
 */
export const CLAIM_MESSAGES = {
  name: 'claim_messages',
  text: `
    with due as (
      select id from messages
      where account_id = $1 and due_at <= $2 and status = 'accepted' and expires_at > $2 and link_id = $3 and id >= $7
        and case when is_test then (select takes_test from links where id = $3) else (select takes_live from links where id = $3) end
      order by due_at limit $6 for update skip locked
    ), claimed as (
      update messages m set status = 'sending', rev = m.rev + 1, lease_owner = $4, lease_epoch = m.lease_epoch + 1, due_at = $5
      where m.account_id = $1 and m.id = any(array(select id from due))
      returning m.id, m.rev, m.from_e164, m.to_e164, m.body, m.encoding, m.parts, m.lease_epoch
    ), noted as (
      insert into message_events (account_id, message_id, rev, kind, at, detail)
      select $1, id, rev, 'message.sending', $2, jsonb_build_object('worker', $4::uuid, 'epoch', lease_epoch) from claimed
    )
    select id, from_e164, to_e164, body, encoding, parts, lease_epoch from claimed order by id`,
}

export const PARTS_OF_MESSAGES = {
  name: 'parts_taken',
  text: `
    select message_id, number from message_parts
    where account_id = $1 and message_id = any($2::uuid[]) and outcome = 'accepted'`,
}
