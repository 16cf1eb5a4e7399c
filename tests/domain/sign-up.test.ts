import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { askForReset } from '#domain/access/ask-for-reset.ts'
import { confirmSignUp, readSignUp } from '#domain/access/confirm-sign-up.ts'
import { openSession } from '#domain/access/open-session.ts'
import { signIn } from '#domain/access/sign-in.ts'
import { type SignUpInput, signUp } from '#domain/access/sign-up.ts'
import { DAY_MS, now, withClockAt } from '#lib/time.ts'
import { ask } from '#tests/support/books.ts'
import { mailsTo, newestToken } from '#tests/support/mails.ts'

const PASSWORD = 'four quiet harbour lights'
let callers = 1
const somewhere = () => ({ address: `203.0.113.${callers++}`, agent: 'test' })
const newEmail = () => `ana-${randomUUID()}@sound.example`

function formOf(change: Partial<SignUpInput> = {}): SignUpInput {
  return {
    email: newEmail(),
    name: 'Ana Sound',
    accountName: 'Sound Cafe',
    timeZone: 'America/New_York',
    password: PASSWORD,
    origin: somewhere(),
    ...change,
  }
}

describe('signing up', () => {
  test('nothing is made until the link in the mail is used; then the person owns an account and is signed in', async () => {
    const form = formOf()
    await signUp(form)
    expect(await ask('select 1 from people where email = $1', [form.email])).toEqual([])
    expect(await signIn({ email: form.email, password: PASSWORD, origin: somewhere() })).toEqual({ kind: 'refused' })

    const token = await newestToken(form.email)
    expect(await readSignUp(token)).toMatchObject({ email: form.email, accountName: 'Sound Cafe' })
    const { sessionId } = await confirmSignUp({ token, password: PASSWORD }, form.origin)
    expect(await openSession(sessionId)).toMatchObject({
      person: { name: 'Ana Sound', email: form.email },
      account: { name: 'Sound Cafe', timeZone: 'America/New_York' },
      role: 'owner',
    })
    expect(await signIn({ email: form.email, password: PASSWORD, origin: somewhere() })).toMatchObject({
      kind: 'session',
    })
  })

  test('the audit log of the new account begins with who opened it, and from where', async () => {
    const form = formOf()
    await signUp(form)
    const { sessionId } = await confirmSignUp({ token: await newestToken(form.email), password: PASSWORD }, form.origin)
    const session = await openSession(sessionId)
    const rows = await ask('select action, actor_kind, actor_name, origin from audit_log where account_id = $1', [
      session?.account.id,
    ])
    expect(rows).toMatchObject([
      {
        action: 'account.created',
        actor_kind: 'person',
        actor_name: 'Ana Sound',
        origin: { address: form.origin.address },
      },
    ])
  })

  test('a link works once, also when it is used twice at the same moment, and not after a day', async () => {
    const form = formOf()
    await signUp(form)
    const token = await newestToken(form.email)
    const both = await Promise.allSettled([
      confirmSignUp({ token, password: PASSWORD }, form.origin),
      confirmSignUp({ token, password: PASSWORD }, form.origin),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(confirmSignUp({ token, password: PASSWORD }, form.origin)).rejects.toMatchObject({
      code: 'link_used_up',
    })
    expect(await readSignUp(token)).toBeNull()

    const late = formOf()
    await signUp(late)
    const old = await newestToken(late.email)
    await withClockAt(new Date(now().getTime() + DAY_MS + 1_000), async () => {
      expect(await readSignUp(old)).toBeNull()
      await expect(confirmSignUp({ token: old, password: PASSWORD }, late.origin)).rejects.toMatchObject({
        code: 'link_used_up',
      })
    })
  })

  test('a known e-mail is answered the same; its owner alone reads that it is known, and nothing of theirs changes', async () => {
    const form = formOf()
    await signUp(form)
    await confirmSignUp({ token: await newestToken(form.email), password: PASSWORD }, form.origin)
    const took: number[] = []
    for (const email of [form.email, newEmail()]) {
      const began = performance.now()
      expect(await signUp({ ...form, email, name: 'Somebody Else', origin: somewhere() })).toBeUndefined()
      took.push(performance.now() - began)
      const stored = await ask<{ payload: object }>('select payload from tickets order by created_at desc limit 1', [])
      expect(JSON.stringify(stored)).not.toContain(PASSWORD)
    }
    for (const ms of took) expect(ms).toBeGreaterThanOrEqual(295)
    const [letter] = await mailsTo(form.email)
    expect(letter?.subject).toBe('You can sign in to Longcode already')
    expect(letter?.body).not.toContain('token=')
    expect(await ask('select name from people where email = $1', [form.email])).toEqual([{ name: 'Ana Sound' }])
  })

  test('of two sign-ups with one e-mail the first that is confirmed holds', async () => {
    const form = formOf()
    await signUp(form)
    const first = await newestToken(form.email)
    await signUp({ ...form, accountName: 'Another Cafe' })
    const second = await newestToken(form.email)
    await confirmSignUp({ token: second, password: PASSWORD }, form.origin)
    await expect(confirmSignUp({ token: first, password: PASSWORD }, form.origin)).rejects.toMatchObject({
      code: 'link_used_up',
    })
    expect(await ask('select 1 from people where email = $1', [form.email])).toHaveLength(1)
  })

  test('somebody else’s sign-up with one’s e-mail cannot be confirmed by mistake: its password is asked for', async () => {
    const form = formOf({ password: 'the attacker knows this one' })
    await signUp(form)
    const token = await newestToken(form.email)
    const confirm = (password: string) => confirmSignUp({ token, password }, form.origin)
    await expect(confirm(PASSWORD)).rejects.toMatchObject({
      code: 'invalid',
      fields: { password: [expect.stringContaining('use the newest mail')] },
    })
    expect(await ask('select 1 from people where email = $1', [form.email])).toEqual([])
    for (let nth = 0; nth < 10; nth++) await confirm(`guess ${nth}`).catch(() => {})
    await expect(confirm(form.password)).rejects.toMatchObject({ code: 'link_used_up' })
  })

  test('sign-ups with somebody’s e-mail do not keep their reset mail from them', async () => {
    const form = formOf()
    await signUp(form)
    await confirmSignUp({ token: await newestToken(form.email), password: PASSWORD }, form.origin)
    for (let nth = 0; nth < 9; nth++) await signUp({ ...form, origin: somewhere() })
    await askForReset({ email: form.email, origin: somewhere() })
    expect((await mailsTo(form.email))[0]?.subject).toBe('Set a new password')
  })

  test('an address is not flooded with mail, and whoever tries is told nothing', async () => {
    const form = formOf()
    for (let nth = 0; nth < 9; nth++) await signUp({ ...form, origin: somewhere() })
    expect(await mailsTo(form.email)).toHaveLength(5)
  })

  test('one address cannot sign up without end', async () => {
    const origin = somewhere()
    const wait = async () => {
      for (let nth = 0; nth < 25; nth++) await signUp(formOf({ origin }))
    }
    await expect(wait()).rejects.toMatchObject({ code: 'slow_down' })
  })
})

describe('what cannot be used to sign up is told beside its field, all at once, and leaves nothing behind', () => {
  test.each<[field: string, change: Partial<SignUpInput>]>([
    ['email', { email: 'аna@sound.example' }],
    ['email', { email: 'ana@sound' }],
    ['email', { email: `${'a'.repeat(10_000)}@sound.example` }],
    ['name', { name: 'x'.repeat(10_000) }],
    ['name', { name: '\u202EhcanA' }],
    ['account', { accountName: ' ' }],
    ['time_zone', { timeZone: 'Mars/Olympus' }],
    ['password', { password: 'short' }],
    ['password', { password: 'x'.repeat(10_000_000) }],
    ['password', { password: 'Ana Sound forever' }],
  ])('%s', async (field, change) => {
    const before = await ask('select count(*) from mails')
    const refused = signUp(formOf(change))
    await expect(refused).rejects.toMatchObject({ code: 'invalid', fields: { [field]: [expect.any(String)] } })
    expect(await ask('select count(*) from mails')).toEqual(before)
  })

  test('five mistakes are five sentences', async () => {
    const refused = signUp(formOf({ email: '', name: '', accountName: '', timeZone: '', password: '' }))
    const fields = { email: [expect.anything()], name: [expect.anything()], account: [expect.anything()] }
    await expect(refused).rejects.toMatchObject({
      fields: { ...fields, time_zone: [expect.anything()], password: [expect.anything()] },
    })
  })

  test('markup in a name is only text', async () => {
    const form = formOf({ name: '<img src=x onerror=alert(1)>', accountName: '</title><script>1</script>' })
    await signUp(form)
    const { sessionId } = await confirmSignUp({ token: await newestToken(form.email), password: PASSWORD }, form.origin)
    expect(await openSession(sessionId)).toMatchObject({
      person: { name: '<img src=x onerror=alert(1)>' },
      account: { name: '</title><script>1</script>' },
    })
  })

  test.each(['', 'x', '../../etc', "' or 1=1 --", '\0', 'x'.repeat(100_000)])(
    'a forged link opens nothing: %j',
    async (token) => {
      expect(await readSignUp(token)).toBeNull()
      await expect(confirmSignUp({ token, password: PASSWORD }, somewhere())).rejects.toMatchObject({
        code: 'link_used_up',
      })
    },
  )
})
