/** Views that people keep of the message log: whose they are, who sees them, who changes them, and that another account knows nothing of them. */
import { beforeEach, describe, expect, test } from 'vitest'
import { removeMember } from '#domain/access/remove-member.ts'
import type { Scope } from '#domain/access/scope.ts'
import { readMessageFilter } from '#domain/reports/message-filter.ts'
import { deleteView } from '#domain/views/delete-view.ts'
import { DEFAULT_LOOK, type MessageLook } from '#domain/views/message-look.ts'
import { openWithView } from '#domain/views/open-with-view.ts'
import { overwriteView } from '#domain/views/overwrite-view.ts'
import { readViews } from '#domain/views/read-views.ts'
import { renameView } from '#domain/views/rename-view.ts'
import { saveView } from '#domain/views/save-view.ts'
import { setMessageLook } from '#domain/views/set-message-look.ts'
import { shareView } from '#domain/views/share-view.ts'
import { unshareView } from '#domain/views/unshare-view.ts'
import { MOST_OWN_VIEWS, MOST_SHARED_VIEWS } from '#domain/views/view.ts'
import { makeAccount, type TestAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { addMember, type Member } from '#tests/support/member.ts'
import { personOf } from '#tests/support/own-person.ts'

const FAILED = readMessageFilter({ range: '7d', status: 'failed', text: 'appointment' })
const LOOK: MessageLook = { columns: ['time', 'status', 'error', 'to'], density: 'compact' }

let account: TestAccount
let owner: Scope
let developer: Member
let finance: Member
beforeEach(async () => {
  account = await makeAccount({ longcodes: 0, nanos: 0n })
  owner = await personOf(account)
  developer = await addMember(account, 'developer')
  finance = await addMember(account, 'finance')
})

const save = (scope: Scope, name: string, { isShared = false, filter = FAILED } = {}) =>
  saveView(scope, { name, filter, look: LOOK, isShared })
const names = async (scope: Scope) => (await readViews(scope)).views.map(({ name }) => name)
const audited = async () => {
  const rows = await ask<{ action: string }>(
    "select action from audit_log where account_id = $1 and action like 'view.%' order by seq",
    [account.scope.accountId],
  )
  return rows.map(({ action }) => action)
}

describe('a view', () => {
  test('keeps filter, columns and density as they stood, and a relative range stays relative', async () => {
    const { id } = await save(developer.scope, '  Failed   this week ')
    const { views } = await readViews(developer.scope)
    expect(views).toEqual([
      {
        id,
        name: 'Failed this week',
        isShared: false,
        madeBy: 'Pat Harbor',
        filter: FAILED,
        isTextLeftOut: false,
        look: LOOK,
        mayChange: true,
      },
    ])
  })

  test('of one’s own is seen by nobody else on the account, and known to nobody’s verbs but theirs', async () => {
    const { id } = await save(developer.scope, 'Mine')
    expect(await names(owner)).toEqual([])
    const aim = { id }
    for (const verb of [
      () => overwriteView(owner, { ...aim, filter: FAILED, look: LOOK }),
      () => renameView(owner, { ...aim, name: 'Theirs' }),
      () => shareView(owner, aim),
      () => unshareView(owner, aim),
      () => deleteView(owner, aim),
      () => openWithView(owner, aim),
    ])
      await expect(verb()).rejects.toMatchObject({ code: 'not_found' })
    expect(await names(developer.scope)).toEqual(['Mine'])
    expect(await audited()).toEqual([])
  })

  test('that is shared is seen by all, and changed by its maker and by who manages the account alone', async () => {
    const { id } = await save(developer.scope, 'Ours', { isShared: true })
    const [seen] = (await readViews(finance.scope)).views
    expect(seen).toMatchObject({ id, isShared: true, mayChange: false })
    for (const verb of [
      () => overwriteView(finance.scope, { id, filter: FAILED, look: DEFAULT_LOOK }),
      () => renameView(finance.scope, { id, name: 'Mine now' }),
      () => unshareView(finance.scope, { id }),
      () => deleteView(finance.scope, { id }),
    ])
      await expect(verb()).rejects.toMatchObject({ code: 'not_allowed' })
    await renameView(developer.scope, { id, name: 'Everybody’s' })
    await overwriteView(owner, { id, filter: FAILED, look: DEFAULT_LOOK })
    await unshareView(owner, { id })
    expect([await names(finance.scope), await names(owner)]).toEqual([[], []])
    expect(await names(developer.scope)).toEqual(['Everybody’s'])
    await shareView(developer.scope, { id })
    await deleteView(owner, { id })
    expect(await names(developer.scope)).toEqual([])
    const road = ['shared', 'renamed', 'changed', 'unshared', 'shared', 'deleted']
    expect(await audited()).toEqual(road.map((one) => `view.${one}`))
  })

  test('is nothing to another account', async () => {
    const { id } = await save(developer.scope, 'Ours', { isShared: true })
    const stranger = await personOf(await makeAccount({ longcodes: 0, nanos: 0n }))
    expect(await names(stranger)).toEqual([])
    for (const verb of [deleteView, shareView, unshareView, openWithView])
      await expect(verb(stranger, { id })).rejects.toMatchObject({ code: 'not_found' })
    expect(await names(owner)).toEqual(['Ours'])
  })

  test('that searches content shows no words of the search to a role that may not see content, and keeps them', async () => {
    const { id } = await save(developer.scope, 'Appointments', { isShared: true })
    const [seen] = (await readViews(finance.scope)).views
    expect(seen).toMatchObject({ isTextLeftOut: true, filter: { ...FAILED, text: '' } })
    await save(finance.scope, 'Smuggled')
    const smuggled = (await readViews(finance.scope)).views.find(({ name }) => name === 'Smuggled')
    expect(smuggled).toMatchObject({ isTextLeftOut: false, filter: { text: '' } })

    const narrower = { ...FAILED, direction: 'inbound' as const, text: '' }
    await ask("update memberships set role = 'support' where account_id = $1 and person_id = $2", [
      account.scope.accountId,
      developer.personId,
    ])
    const demoted = { ...developer.scope, actor: { ...developer.scope.actor, role: 'support' as const } }
    await overwriteView(demoted, { id, filter: narrower, look: LOOK })
    expect((await readViews(owner)).views[0]?.filter).toEqual({ ...narrower, text: 'appointment' })
  })
})

describe('names and room', () => {
  test('a name is there once for its owner, whatever its case, also when it is given twice at once', async () => {
    const both = await Promise.allSettled([save(developer.scope, 'Failed'), save(developer.scope, 'FAILED')])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await expect(save(developer.scope, 'failed')).rejects.toMatchObject({ fields: { name: [expect.any(String)] } })
    await save(finance.scope, 'Failed')
    await save(finance.scope, 'Failed', { isShared: true })
    const { views } = await readViews(developer.scope)
    const own = views.find(({ isShared }) => !isShared)
    await expect(shareView(developer.scope, { id: own?.id ?? '' })).rejects.toMatchObject({ code: 'invalid' })
    for (const name of ['', 'x'.repeat(101), 'turned\u202earound'])
      await expect(save(developer.scope, name)).rejects.toMatchObject({ code: 'invalid' })
  })

  test('one person keeps fifty and an account shares a hundred, also when the last two come at once', async () => {
    const fill = (ownerId: string | null, count: number) =>
      ask(
        `insert into saved_views select $1, gen_random_uuid(), $2, $3, 'Pat', 'view ' || n, '', '{time}', 'compact', now(), now()
         from generate_series(1, $4::int) n`,
        [account.scope.accountId, ownerId, developer.personId, count],
      )
    await fill(developer.personId, MOST_OWN_VIEWS - 1)
    await fill(null, MOST_SHARED_VIEWS - 1)
    const last = await Promise.allSettled(
      ['a', 'b'].flatMap((name) => [save(developer.scope, name), save(finance.scope, name, { isShared: true })]),
    )
    expect(last.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    await expect(save(developer.scope, 'c')).rejects.toMatchObject({ code: 'too_many_views' })
    await expect(save(developer.scope, 'c', { isShared: true })).rejects.toMatchObject({ code: 'too_many_views' })
    await save(finance.scope, 'c')
  })
})

describe('how the log looks', () => {
  test('is remembered for the person, and is nobody else’s', async () => {
    expect(await readViews(finance.scope)).toMatchObject({ look: DEFAULT_LOOK, opens: null })
    await setMessageLook(finance.scope, LOOK)
    const { id } = await save(owner, 'Ours', { isShared: true })
    await openWithView(finance.scope, { id })
    expect(await readViews(finance.scope)).toMatchObject({ look: LOOK, opens: { id } })
    expect(await readViews(owner)).toMatchObject({ look: DEFAULT_LOOK, opens: null })
    await deleteView(owner, { id })
    expect(await readViews(finance.scope)).toMatchObject({ look: LOOK, opens: null })
  })

  test('goes with the membership, as one’s own views do; what was shared stays, and is the account’s', async () => {
    await save(developer.scope, 'Mine')
    const { id } = await save(developer.scope, 'Ours', { isShared: true })
    await setMessageLook(developer.scope, LOOK)
    await removeMember(owner, { personId: developer.personId })
    const left = await ask('select id from saved_views where account_id = $1', [account.scope.accountId])
    expect(left).toEqual([{ id }])
    // A request that had begun before.
    await expect(save(developer.scope, 'Late')).rejects.toMatchObject({ code: 'not_found' })
    await unshareView(owner, { id })
    expect(await names(owner)).toEqual(['Ours'])
  })

  test('an API key has neither looks nor views', async () => {
    await expect(save(account.scope, 'Key’s')).rejects.toMatchObject({ code: 'not_allowed' })
  })
})
