import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Change } from './audit-rows.ts'
import { readFields } from './field-words.ts'
import { EVENTS, eventWord, sentenceOf } from './sentence.ts'

const moment = (at: string) => `${at.slice(0, 10)}`
const say = (action: string, object: string, before: Change['before'], after: Change['after']) =>
  sentenceOf({ at: '2026-11-25T08:00:00.000Z', action, object, before, after }, moment)

/** The files that write to the log, with what they write. The log's own room only passes on what it is given. */
function writers(): { path: string; actions: string[] }[] {
  return ['domain', 'server', 'app'].flatMap((root) =>
    readdirSync(root, { recursive: true, encoding: 'utf8' })
      .map((name) => join(root, name))
      .filter((path) => /(?<!\.test)\.tsx?$/.test(path) && !path.startsWith(join('domain', 'audit')))
      .map((path) => ({ path, source: readFileSync(path, 'utf8') }))
      .filter(({ source }) => /\bappend(Person)?Audit\(/.test(source))
      .map(({ path, source }) => {
        const written = source.matchAll(/\baction:(.*?)\bobject\b/gs)
        return {
          path,
          actions: [...written].flatMap(([, text = '']) => text.match(/(?<=')[a-z_]+\.[a-z_]+(?=')/g) ?? []),
        }
      }),
  )
}

test('whatever is written to the log has a sentence and a name', () => {
  const written = writers()
  expect(written.length).toBeGreaterThan(3)
  for (const { path, actions } of written) {
    expect(actions, `${path} writes an action that this test cannot read: write it as a plain text`).not.toEqual([])
    for (const action of actions) expect(Object.keys(EVENTS), path).toContain(action)
  }
})

test('a row says in plain words what happened', () => {
  const day = '2026-11-26T08:00:00.000Z'
  const told: [string, string][] = [
    [
      say('key.created', 'key 10000012', null, { name: 'Reminders', secret: '…81c4' }),
      'made the key Reminders (10000012), secret …81c4',
    ],
    [
      say('key.rotated', 'key 10000012', { name: 'Reminders' }, { name: 'Reminders', old_secret_until: day }),
      'rotated the key Reminders (10000012); the old secret works until 2026-11-26',
    ],
    [
      say('key.changed', 'key 10000012', { name: 'A', expires_at: null }, { name: 'B', expires_at: day }),
      'changed the name and expiry of the key B (10000012)',
    ],
    [
      say('request_url.set', 'sms_callback', null, { url: 'https://hooks.harbor.example/' }),
      'set the SMS request URL of the account to https://hooks.harbor.example/',
    ],
    [
      say('request_url.rolled_back', 'sms_callback', null, { url: 'https://hooks.harbor.example/' }),
      'set the SMS request URL of the account back to https://hooks.harbor.example/',
    ],
    [
      say('request_url.rolled_back', 'sms_callback', { url: 'https://hooks.harbor.example/' }, null),
      'took the SMS request URL of the account back to none',
    ],
    [
      say('request_url.removed', 'sms_dlr_callback of +12065550142', { url: 'https://hooks.harbor.example/' }, null),
      'removed the delivery receipt URL of (206) 555-0142',
    ],
    [
      say('balance.credited', 'balance', null, { amountNanos: '50000000000', reason: 'demo money' }),
      'credited $50.00: demo money',
    ],
    [
      say('member.role_changed', 'sam@harbor.example', { role: 'developer' }, { role: 'read_only' }),
      'changed the role of sam@harbor.example from developer to read only',
    ],
    [
      say(
        'sign_in_rules.changed',
        'account',
        { requireSecondFactor: false, ssoOnly: false },
        { requireSecondFactor: true, ssoOnly: false },
      ),
      'turned on second factor for everybody',
    ],
  ]
  for (const [said, wanted] of told) expect(said).toBe(wanted)
})

test('a row that says less than it should still reads as a sentence', () => {
  for (const action of Object.keys(EVENTS)) {
    for (const object of ['', 'key 1', 'sam@harbor.example']) {
      for (const side of [null, {}, { name: 7, role: null, url: { a: 1 }, amountNanos: 'much' }]) {
        const said = say(action, object, side, side)
        expect(said).toMatch(/^[a-z]/)
        expect(said).not.toMatch(/undefined|null|\[object|[{}]|NaN/)
      }
    }
  }
})

test('what nobody has written a sentence for is named, never shown as data', () => {
  expect(say('fax.sent_twice', 'fax 12', null, { a: 1 })).toBe('did “Fax sent twice”, to fax 12')
  expect(say('constructor', 'it', null, null)).toBe('did “Constructor”, to it')
  expect(eventWord('key.rotated')).toBe('Key rotated')
})

test('before and after are fields that people read', () => {
  const before = { amountNanos: '4000000', scopes: ['messages.send', 'messages.read'], limits: { perSecond: 5 } }
  const after = { amountNanos: '4000000', scopes: [], expires_at: '2026-11-26T08:00:00.000Z', ssoOnly: true }
  expect(readFields({ before, after }, moment)).toEqual([
    { name: 'Amount', before: '$0.0040', after: '$0.0040', changed: false },
    { name: 'Scopes', before: 'messages.send, messages.read', after: 'none', changed: true },
    { name: 'Limits', before: 'Per second: 5', after: null, changed: true },
    { name: 'Expiry', before: null, after: '2026-11-26', changed: true },
    { name: 'Single sign-on only', before: null, after: 'yes', changed: true },
  ])
  expect(readFields({ before: null, after: null }, moment)).toEqual([])
})
