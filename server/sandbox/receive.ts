/** `npm run sandbox -- receive …`: lets a phone write to one of our numbers. */
import { parseArgs } from 'node:util'
import { SCRIPT } from '#server/carriers/sandbox/script.ts'

const USAGE = 'npm run sandbox -- receive --from +12065550142 --to +12065550100 --body "Hello"'

const HELP = `The sandbox is a carrier on this machine.

Let a phone write to one of your numbers:
  ${USAGE}

What becomes of a message you send depends on the last four digits of its destination:
${SCRIPT.map(({ ending, sentence }) => `  ${ending ?? 'else'}  ${sentence}`).join('\n')}`

function fail(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}

function readArguments(): { command: string | undefined; from?: string; to?: string; body?: string } {
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: {
        from: { type: 'string' },
        to: { type: 'string' },
        body: { type: 'string' },
        help: { type: 'boolean' },
      },
    })
    const [command, extra] = positionals
    if (extra !== undefined) fail(`"${extra}" is one word too many: put the text in quotes.\n  ${USAGE}`)
    return { command: values.help ? undefined : command, ...values }
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : error}\n  ${USAGE}`)
  }
}

async function receive(from: string, to: string, body: string): Promise<void> {
  // Only here, so that the help needs no environment.
  const { env } = await import('#lib/env.ts')
  const door = `http://127.0.0.1:${env.sandbox.controlPort}/receive`
  const response = await fetch(door, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ from, to, body }),
  }).catch(() => fail(`The sandbox does not answer on port ${env.sandbox.controlPort}. Is it running? (npm start)`))
  const answer = (await response.json()) as { error?: string }
  if (!response.ok) fail(answer.error ?? `The sandbox answered ${response.status}.`)
  console.log(`Received from ${from} to ${to}, and acknowledged.`)
}

const { command, from, to, body } = readArguments()
if (command === undefined) console.log(HELP)
else if (command !== 'receive') fail(`The sandbox knows no "${command}", only "receive".\n  ${USAGE}`)
else {
  const missing = Object.entries({ from, to, body }).flatMap(([name, value]) =>
    value === undefined ? [`--${name}`] : [],
  )
  if (from === undefined || to === undefined || body === undefined) fail(`Missing ${missing.join(', ')}.\n  ${USAGE}`)
  await receive(from, to, body)
}
