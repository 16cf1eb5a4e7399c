/** What `undici` alone sends to the same receiver: no database, no signature, no check of the address. In a process of its own. */
import { Pool } from 'undici'

const [origin = '', places = '64', seconds = '3'] = process.argv.slice(2)
const pool = new Pool(origin, { connections: Number(places), pipelining: 1 })
const BODY = JSON.stringify({ data: { attributes: { body: 'x'.repeat(160) }, type: 'message', id: 'mdr2-0' } })
const ends = performance.now() + Number(seconds) * 1_000
let sent = 0
await Promise.all(
  Array.from({ length: Number(places) }, async () => {
    while (performance.now() < ends) {
      const { body } = await pool.request({
        path: '/ok/bare',
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: BODY,
      })
      await body.text()
      sent += 1
    }
  }),
)
await pool.close()
process.send?.(sent / Number(seconds))
process.disconnect()
