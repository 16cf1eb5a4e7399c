import { expect, onTestFinished, test } from 'vitest'
import { startSandbox } from '#server/carriers/sandbox/start-sandbox.ts'

test('the sandbox of a production takes no message from a phone and shows no text: its door says that it is there', async () => {
  const sandbox = await startSandbox({ smppPort: 0, controlPort: 0, doorIsOpen: false })
  onTestFinished(() => sandbox.close())
  const door = `http://127.0.0.1:${sandbox.controlPort}`
  const message = { from: '+12065550107', to: '+12065550142', body: 'hi' }
  const posted = await fetch(`${door}/receive`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(message),
  })
  expect(posted.status).toBe(404)
  expect((await fetch(`${door}/log`)).status).toBe(404)
  expect((await fetch(`${door}/readyz`)).status).toBe(200)
  expect(sandbox.log()).toEqual([])
})
