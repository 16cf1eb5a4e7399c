import { expect, onTestFinished, test } from 'vitest'
import { queueMail } from '#domain/mail/queue-mail.ts'
import { transaction } from '#lib/db.ts'
import { HOUR_MS, MINUTE_MS, now, withClockAt } from '#lib/time.ts'
import { createMailer, type Mailer } from '#server/worker/mail.ts'
import { ask } from '#tests/support/books.ts'
import { type MailServer, startMailServer } from '#tests/support/mail-server.ts'

const FROM = 'Longcode <no-reply@longcode.example>'

async function listen(options?: Parameters<typeof startMailServer>[0]): Promise<MailServer> {
  const server = await startMailServer(options)
  onTestFinished(() => server.close())
  return server
}

function startMailer(url: string): Mailer {
  const mailer = createMailer(url, FROM)
  onTestFinished(() => mailer.close())
  return mailer
}

let people = 0
async function write(letter: { subject?: string; body?: string } = {}): Promise<string> {
  const to = `patient${people++}@harbor.example`
  const { subject = 'Confirm your address', body = 'Open this: http://localhost:3000/sign-up/confirm?token=t0k3n' } =
    letter
  await transaction((tx) => queueMail(tx, to, { subject, body }))
  return to
}

type Stored = { body: string; attempts: number; sent_at: Date | null; due_at: Date | null; problem: string | null }
async function stored(to: string): Promise<Stored | undefined> {
  return (await ask<Stored>('select * from mails where to_email = $1', [to]))[0]
}

async function workAt(mailer: Mailer, from: Date, ms: number): Promise<void> {
  await withClockAt(new Date(from.getTime() + ms), async () => {
    while (await mailer.round());
  })
}

test('each mail is delivered once, also when two workers look for it at the same time', async () => {
  const server = await listen()
  const mailers = [startMailer(server.url), startMailer(server.url)]
  const addresses: string[] = []
  for (let nth = 0; nth < 30; nth++) addresses.push(await write())
  await Promise.all(
    mailers.map(async (mailer) => {
      while (await mailer.round());
    }),
  )
  expect(server.received.flatMap(({ to }) => to).sort()).toEqual(addresses.sort())
  const [mail] = server.received
  expect(mail?.from).toBe('no-reply@longcode.example')
  expect(mail?.raw).toContain('From: Longcode <no-reply@longcode.example>')
  expect(mail?.raw).toContain('http://localhost:3000/sign-up/confirm?token=t0k3n')
})

test('a text whose links open something is kept no longer than it takes to hand it over', async () => {
  const server = await listen()
  const to = await write()
  expect((await stored(to))?.body).toContain('t0k3n')
  await workAt(startMailer(server.url), now(), 0)
  expect(await stored(to)).toMatchObject({ body: '', attempts: 1, due_at: null, sent_at: expect.any(Date) })
})

test('a mail server in trouble is asked again, later each time, with the same Message-ID, and then it arrives', async () => {
  const server = await listen({ onData: (attempt) => (attempt <= 2 ? 451 : null) })
  const mailer = startMailer(server.url)
  const to = await write()
  const start = now()
  const tried: number[] = []
  for (const minutes of [0, 0.5, 1.1, 3, 6.2]) {
    await workAt(mailer, start, minutes * MINUTE_MS)
    tried.push((await stored(to))?.attempts ?? 0)
  }
  expect(tried).toEqual([1, 1, 2, 2, 3])
  expect(server.received).toHaveLength(1)
  expect(server.received[0]?.raw).toMatch(/^Message-ID: <[0-9a-f-]{36}@localhost>/m)
  expect(await stored(to)).toMatchObject({ body: '', problem: null, sent_at: expect.any(Date) })
})

test('nobody is written to for ever: after a day the mail stands as undelivered, with the reason and without its text', async () => {
  const server = await listen({ onData: () => 451 })
  const mailer = startMailer(server.url)
  const to = await write()
  const start = now()
  for (let minutes = 0; minutes < 26 * 60; minutes += 30) await workAt(mailer, start, minutes * MINUTE_MS)
  expect(await stored(to)).toMatchObject({
    attempts: 8,
    body: '',
    due_at: null,
    sent_at: null,
    problem: expect.stringContaining('451'),
  })
})

test('an address that its own server refuses for good is not tried again', async () => {
  const server = await listen({ onRecipient: () => 550 })
  const to = await write()
  await workAt(startMailer(server.url), now(), 0)
  expect(await stored(to)).toMatchObject({
    attempts: 1,
    due_at: null,
    body: '',
    problem: expect.stringContaining('550'),
  })
})

test('nothing is lost while there is no mail server to be reached', async () => {
  const to = await write()
  const start = now()
  await workAt(startMailer('smtp://127.0.0.1:1'), start, 0)
  expect(await stored(to)).toMatchObject({ attempts: 1, sent_at: null, due_at: expect.any(Date) })
  const server = await listen()
  await workAt(startMailer(server.url), start, 2 * MINUTE_MS)
  expect(server.received.flatMap((mail) => mail.to)).toEqual([to])
})

test('what has lain in the mailbox for more than a day is not poured out when a mail server is set', async () => {
  const to = await write()
  const server = await listen()
  await workAt(startMailer(server.url), now(), 26 * HOUR_MS)
  expect(server.received).toEqual([])
  expect(await stored(to)).toMatchObject({ attempts: 0 })
})

test('a name with line breaks in it adds no header and no recipient', async () => {
  const server = await listen()
  const to = await write({
    subject: 'Ana\r\nBcc: thief@evil.example\r\n\r\nclick here asks you to join',
    body: '.\r\nRCPT TO:<thief@evil.example>\r\n.',
  })
  await workAt(startMailer(server.url), now(), 0)
  const mail = server.received.find((one) => one.to.includes(to))
  expect(server.received.flatMap((one) => one.to)).not.toContain('thief@evil.example')
  expect(mail?.to).toEqual([to])
  const [head = ''] = mail?.raw.split('\r\n\r\n') ?? []
  expect(head).not.toMatch(/^bcc:/im)
  expect(head).toContain('Subject: Ana Bcc: thief@evil.example click here asks you to join')
})
