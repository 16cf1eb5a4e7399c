import type { DemoSignIn } from '#prisma/seed/main.ts'
import type { Settings } from './settings.ts'

/** What a person wants to know now: where to go, how to sign in, what to try, how to stop. */
export function summary(settings: Settings, demo: DemoSignIn | null, seconds: string): string {
  const { portalUrl, apiUrl, ports, mode, mailbox } = settings
  const sandbox = `sandbox, SMPP on 127.0.0.1:${ports.smpp}`
  const rows = [['Portal', portalUrl]]
  if (demo) rows.push(['Sign in', `${demo.email}  ·  ${demo.password}`])
  if (mailbox) rows.push(['Mailbox', `${portalUrl}/mailbox`])
  rows.push(['API', apiUrl])
  rows.push(mode === 'production' ? ['Test keys', `${sandbox}, nothing live`] : ['Carrier', sandbox])
  if (mode !== 'production') rows.push(['Logs', '.data/logs'])
  const table = rows.map(([name = '', value = '']) => `  ${name.padEnd(10)}${value}`)
  const tryIt = demo ? ['', '  Send a message and watch it in the portal:', '', `  ${curlLine(apiUrl, demo)}`] : []
  return ['', `  Longcode is ready (${seconds} s).`, '', ...table, ...tryIt, '', '  Ctrl-C stops everything.', ''].join(
    '\n',
  )
}

function curlLine(apiUrl: string, { accessKey, secret, from, to }: DemoSignIn): string {
  const digits = (number: string) => number.replace('+', '')
  const body = JSON.stringify({ from: digits(from), to: digits(to), body: 'Hello from Longcode' })
  return `curl -u ${accessKey}:${secret} -H 'content-type: application/json' -d '${body}' ${apiUrl}/v2.1/messages`
}
