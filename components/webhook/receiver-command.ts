/** A receiver that needs Node and nothing else. What people paste into a terminal is what their own code then does: so it is whole, and short. */
export const RECEIVER_COMMAND = `WEBHOOK_SECRET='whsec_…' PORT=4000 node - <<'EOF'
const { createHmac, timingSafeEqual } = require('node:crypto')
const { createServer } = require('node:http')
const { WEBHOOK_SECRET, PORT } = process.env
const key = Buffer.from(WEBHOOK_SECRET.replace('whsec_', ''), 'base64')

function isGenuine({ headers }, body) {
  const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': given = '' } = headers
  const isFresh = Math.abs(Date.now() / 1000 - Number(at)) < 300
  const right = createHmac('sha256', key).update(id + '.' + at + '.').update(body).digest()
  const signatures = given.split(' ').map((one) => Buffer.from(one.replace('v1,', ''), 'base64'))
  return isFresh && signatures.some((one) => one.length === right.length && timingSafeEqual(one, right))
}

createServer((request, response) => {
  const parts = []
  request.on('data', (part) => parts.push(part))
  request.on('end', () => {
    const body = Buffer.concat(parts)
    const genuine = isGenuine(request, body)
    console.log(genuine ? 'verified' : 'NOT GENUINE', request.headers['webhook-id'], String(body))
    response.writeHead(genuine ? 204 : 401).end()
  })
}).listen(PORT, '127.0.0.1', () => console.log('Receiving on http://localhost:' + PORT))
EOF`
