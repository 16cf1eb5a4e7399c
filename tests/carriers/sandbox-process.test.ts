import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test } from 'vitest'
import { part, startLink } from './start-link.ts'

test('the sandbox that npm start brings up takes messages, delivers them, and stops when asked', async () => {
  const sandbox = spawn(process.execPath, ['server/sandbox/main.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      NODE_ENV: 'test',
      DATABASE_URL: 'postgresql://nobody@127.0.0.1/unused',
      AUTH_SECRET: 'unused-but-long-enough-for-the-check',
      SANDBOX_SMPP_PORT: '0',
      SANDBOX_CONTROL_PORT: '0',
      SANDBOX_PASSWORD: 'secret',
    },
  })
  onTestFinished(() => void sandbox.kill('SIGKILL'))
  const [line] = await once(createInterface(sandbox.stdout), 'line')
  const port = Number(/SMPP on 127\.0\.0\.1:(\d+)/.exec(line)?.[1])

  const { link, reaches, hasReceived } = startLink(port, { password: 'secret' })
  await reaches('bound')
  expect(await link.submit(part())).toMatchObject({ kind: 'accepted' })
  expect(await hasReceived(1)).toMatchObject([{ kind: 'receipt', state: 'delivered' }])

  sandbox.kill('SIGTERM')
  const [code] = await once(sandbox, 'exit')
  expect(code).toBe(0)
})
