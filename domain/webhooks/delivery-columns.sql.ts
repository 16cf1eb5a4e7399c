/** A row of the log, of `deliveries d` beside its endpoint. */
export const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

export const DELIVERY_COLUMNS = `d.id, ${iso('d.created_at')} as at, d.kind, d.number, d.peer, d.endpoint_id as "endpointId",
  e.address, d.status, d.held_why as "heldWhy", d.last_status as "lastStatus", d.last_error as "lastError", d.attempts,
  ${iso('d.due_at')} as "nextAttemptAt"`

export const BESIDE_ENDPOINT = 'left join endpoints e on e.account_id = d.account_id and e.id = d.endpoint_id'
