/** `npm run receiver`: a web hook receiver for trying things out. It answers 200 and prints what came, exactly. */
import { createServer } from 'node:http'
import { parseArgs } from 'node:util'

const { values } = parseArgs({ options: { port: { type: 'string', default: '4000' } } })
const port = Number(values.port)
const MAX_BYTES = 1_000_000

const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  let size = 0
  request.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size > MAX_BYTES) request.destroy()
    else chunks.push(chunk)
  })
  request.on('end', () => {
    const { 'content-type': type = 'no content type', 'longcode-delivery': mark = '' } = request.headers
    console.log(`${new Date().toISOString()}  ${request.method} ${request.url}  ${type}  ${mark}`.trimEnd())
    console.log(`${Buffer.concat(chunks).toString('utf8')}\n`)
    response.writeHead(200).end()
  })
})
server.on('error', (fault) => {
  console.error(`✗ Port ${port} cannot be used: ${fault.message}. Choose another with --port.`)
  process.exitCode = 1
})
server.listen(port, '127.0.0.1', () =>
  console.log(`Receiving on http://localhost:${port}. Set it as SMS request URL under Preferences, API control.\n`),
)
