/** Logs hold no bodies, no secrets and only masked numbers: whatever they hold of these is found here. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { queryAsOwner } from './database.ts'
import { toldSecrets } from './told-secrets.ts'

export type Search = { files: number; bytes: number; needles: number; leaks: string[] }

/** What gives itself away by its shape, whether or not a test knew it. */
const SHAPES: Record<string, RegExp> = {
  'an API secret': /lc_[A-Za-z0-9_-]{43}/,
  'a session cookie': /eyJ[\w-]{10,}\.\.?[\w-]{8,}/,
  'a password hash': /\$argon2/,
  'a link that opens something': /token=[\w-]{20,}/,
  'an authenticator secret': /otpauth:/,
  'a whole phone number': /\+1[2-9]\d{9}\b/,
}
/** A shorter text ("C", "Thanks") stands in logs by chance. */
const SHORTEST = 12
/** A log line may have cut or escaped the rest. */
const PIECE = 60

/** Every log below the folder, searched for all texts of the database's messages and mails and all secrets that tests were told. */
export async function findLeaks(folder: string, databaseUrl: string): Promise<Search> {
  const needles = await readNeedles(databaseUrl)
  const leaks: string[] = []
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.log'))
  let bytes = 0
  for (const name of files) {
    const text = readFileSync(join(folder, name), 'utf8')
    bytes += text.length
    for (const needle of needles) if (text.includes(needle)) leaks.push(`${name} holds ${JSON.stringify(needle)}`)
    for (const [what, shape] of Object.entries(SHAPES)) {
      const line = text.split('\n').find((one) => shape.test(one))
      if (line) leaks.push(`${name} holds ${what}: ${line.slice(0, 300)}`)
    }
  }
  return { files: files.length, bytes, needles: needles.length, leaks }
}

async function readNeedles(databaseUrl: string): Promise<string[]> {
  const rows = await queryAsOwner<{ text: string }>(
    databaseUrl,
    `select distinct body as text from messages
     union select distinct unnest(string_to_array(body, E'\\n')) from mails where body ~ 'token='`,
  )
  const texts = rows.flatMap(({ text }) => [text, JSON.stringify(text).slice(1, -1)])
  const pieces = [...texts, ...toldSecrets()].map((text) => text.trim().slice(0, PIECE))
  return [...new Set(pieces)].filter((text) => text.length >= SHORTEST)
}
