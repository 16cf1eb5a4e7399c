import { applyInbound } from './apply-inbound.ts'
import { applyReceipts } from './apply-receipts.ts'
import { claimIncoming, isInbound, isReceipt } from './carrier-inbox.ts'

/** Works off what carriers have brought. Returns how many rows it took: 0 means nothing is due. */
export async function workInbox(limit: number): Promise<number> {
  const rows = await claimIncoming(limit)
  const receipts = rows.filter(isReceipt)
  const inbound = rows.filter(isInbound)
  if (receipts.length > 0) await applyReceipts(receipts)
  if (inbound.length > 0) await applyInbound(inbound)
  return rows.length
}
