/** How far somebody has followed the outbox: a transaction, and a fact of it. */
export type Position = { xid: bigint; id: bigint }

export function parsePosition(text: string): Position {
  const [xid = '0', id = '0'] = /^\d{1,19}\.\d{1,18}$/.test(text) ? text.split('.') : []
  return { xid: BigInt(xid), id: BigInt(id) }
}

export function formatPosition({ xid, id }: Position): string {
  return `${xid}.${id}`
}

export function isBefore(one: Position, other: Position): boolean {
  return one.xid === other.xid ? one.id < other.id : one.xid < other.xid
}
