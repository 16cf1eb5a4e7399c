import { acceptsSettled } from '#domain/messages/accept-message.ts'
import { pool } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { log } from '#lib/log.ts'
import { stopNudges } from '#lib/nudges.ts'
import { onShutdown } from '#lib/shutdown.ts'
import { createApi } from './app.ts'

const app = createApi()
await app.listen({ port: env.api.port, host: env.mode === 'production' ? '0.0.0.0' : '127.0.0.1' })
log.info({ port: env.api.port }, 'the API listens')

onShutdown('api', async () => {
  // Takes no new requests, answers those it has; every message that was accepted is answered after its commit.
  await app.close()
  await acceptsSettled()
  await stopNudges()
  await pool.end()
})
