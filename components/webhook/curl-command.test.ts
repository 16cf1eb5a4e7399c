import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { curlCommand } from './curl-command.ts'

test('a copied command says exactly what was sent, whatever is in the text', () => {
  const body = '{"body":"It\'s $HOME `ls` \\n 100% \\"so\\" 😀"}'
  const headers = { 'content-type': 'application/json', 'webhook-id': "it's" }
  const command = curlCommand({ url: "https://hooks.example.com/sms?a=1&b='2'", headers, body })
  const said = execFileSync('sh', ['-c', command.replace('curl', "printf '%s\\n'")], { encoding: 'utf8' })
  expect(said.split('\n').slice(0, -1)).toEqual([
    '-X',
    'POST',
    "https://hooks.example.com/sms?a=1&b='2'",
    '-H',
    'content-type: application/json',
    '-H',
    "webhook-id: it's",
    '--data-raw',
    body,
  ])
})
