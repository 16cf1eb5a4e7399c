/** What hostile hands upload: a clear sentence, nothing stored, and a portal that goes on. */
import { expect, type Page, test } from '@playwright/test'
import { stackFacts } from '#tests/support/stack-facts.ts'
import { ask, openAccount, signIn } from './account.ts'
import { INVOICE, openOrder, portable } from './port.ts'

async function cookieOf(page: Page): Promise<string> {
  return (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
}

type File = { name?: string; bytes: Buffer | string; type?: string; kind?: string }

async function upload(
  cookie: string | null,
  id: string,
  { name = 'invoice.pdf', bytes, type = 'application/pdf', kind = 'invoice' }: File,
  origin = stackFacts().portalUrl,
) {
  const form = new FormData()
  form.append('kind', kind)
  form.append('file', new Blob([Buffer.from(bytes)], { type }), name)
  return post(cookie, id, { body: form }, origin)
}

async function post(cookie: string | null, id: string, init: RequestInit, origin = stackFacts().portalUrl) {
  const answer = await fetch(`${stackFacts().portalUrl}/numbers/porting/${id}/documents`, {
    method: 'POST',
    redirect: 'manual',
    ...init,
    headers: { ...(init.headers as Record<string, string>), origin, ...(cookie ? { cookie } : {}) },
  })
  return { status: answer.status, what: /\?upload=(\w+)$/.exec(answer.headers.get('location') ?? '')?.[1] ?? null }
}

const stored = async (id: string) =>
  (await ask<{ name: string }>('select name from port_documents where order_id = $1 order by id', [id])).map(
    ({ name }) => name,
  )

test('wrong kinds, two kinds in one, nothing, too much and no end are refused with a sentence, and nothing is stored', async ({
  page,
}) => {
  await signIn(page, await openAccount())
  const id = await openOrder(page, await portable())
  const cookie = await cookieOf(page)
  const cases: [string, File][] = [
    ['no_kind', { bytes: '<html><script>alert(1)</script></html>' }],
    [
      'no_kind',
      { bytes: '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', name: 'scan.png', type: 'image/png' },
    ],
    ['no_kind', { bytes: Buffer.from('MZ\x90\0program', 'latin1') }],
    ['two_things', { bytes: Buffer.concat([INVOICE.buffer, Buffer.from('<script>alert(1)</script>')]) }],
    ['two_things', { bytes: Buffer.concat([INVOICE.buffer, Buffer.from('PK\x05\x06')]) }],
    ['broken', { bytes: INVOICE.buffer.subarray(0, 20) }],
    ['empty', { bytes: '' }],
    ['nothing', { bytes: 'x', name: '' }],
    ['too_large', { bytes: Buffer.concat([INVOICE.buffer, Buffer.alloc(10 * 1024 * 1024)]) }],
    ['too_large', { bytes: Buffer.alloc(49_000_000, 'x') }],
    ['unreadable', { bytes: INVOICE.buffer, kind: 'passport' }],
  ]
  for (const [what, file] of cases) expect(await upload(cookie, id, file), what).toEqual({ status: 303, what })

  // No end: the length is not told, and bytes come until somebody stops taking them.
  let sent = 0
  const body = new ReadableStream({
    start: (controller) =>
      controller.enqueue(
        Buffer.from('--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7\n'),
      ),
    pull(controller) {
      sent += 65_536
      controller.enqueue(Buffer.alloc(65_536, 'x'))
    },
  })
  const type = { 'content-type': 'multipart/form-data; boundary=x' }
  const endless = await post(cookie, id, { headers: type, body, duplex: 'half' } as RequestInit).catch(() => ({
    status: 0,
    what: 'closed',
  }))
  expect(['too_large', 'closed']).toContain(endless.what)
  expect(sent).toBeLessThan(60_000_000)
  for (const broken of ['', '--x', '--x\r\nContent-Disposition: form-data; name="file"', '\0'.repeat(1_000)])
    expect((await post(cookie, id, { headers: type, body: broken })).what).toMatch(/unreadable|nothing/)
  expect(await post(cookie, id, { headers: { 'content-type': 'text/plain' }, body: 'x' })).toEqual({
    status: 303,
    what: 'unreadable',
  })

  expect(await stored(id)).toEqual([])
  await page.goto(`/numbers/porting/${id}?upload=two_things`)
  await expect(page.getByText('This file is two kinds of file at once.')).toBeVisible()
})

test('names never become paths, headers or tricks of the eye; ten megabytes fit', async ({ page }) => {
  await signIn(page, await openAccount())
  const id = await openOrder(page, await portable())
  const cookie = await cookieOf(page)
  for (const name of [
    '../../../etc/passwd',
    'C:\\boot.ini',
    'a\u0000b.pdf',
    '\u202Efdp.exe',
    `${'long '.repeat(1_000)}.pdf`,
    '"><img src=x>.pdf',
  ])
    expect(await upload(cookie, id, { name, bytes: INVOICE.buffer }), name).toEqual({ status: 303, what: 'stored' })
  const filler = Buffer.concat([
    Buffer.from('%PDF-1.7\n'),
    Buffer.alloc(10 * 1024 * 1024 - 15, '\n'),
    Buffer.from('%%EOF\n'),
  ])
  expect(filler.length).toBe(10 * 1024 * 1024)
  expect(await upload(cookie, id, { name: 'whole.pdf', bytes: filler })).toEqual({ status: 303, what: 'stored' })
  const names = await stored(id)
  expect(names).toHaveLength(7)
  for (const name of names) expect(name).toMatch(/^[^/\\\p{C}"<>]{1,90}\.pdf$/u)
})

test('nobody uploads to what is not theirs, from another site or without a session', async ({ page }) => {
  await signIn(page, await openAccount())
  const id = await openOrder(page, await portable())
  const cookie = await cookieOf(page)
  const file = { bytes: INVOICE.buffer }
  expect((await upload(cookie, id, file, 'https://evil.example')).status).toBe(403)
  expect((await upload(null, id, file)).status).toBe(401)
  await page.context().clearCookies()
  await signIn(page, await openAccount())
  const stranger = await cookieOf(page)
  for (const at of [id, '99999999', 'nothing']) expect((await upload(stranger, at, file)).status, at).toBe(404)
  expect(await stored(id)).toEqual([])
})
