import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { root } from '#server/start/settings.ts'
import { makeThrowawayFolder } from '#tests/support/throwaway.ts'
import { ACTIONS } from './actions.ts'
import { writtenActions } from './doors.ts'

const planted = makeThrowawayFolder('planted')
afterAll(planted.remove)

test('every server action in the source has its row, and every row its action', () => {
  expect(writtenActions(root).toSorted()).toEqual(Object.keys(ACTIONS).toSorted())
})

test('an action that somebody plants is found, and so is one that hides inside a component', () => {
  mkdirSync(join(planted.path, 'app'), { recursive: true })
  const write = (name: string, text: string) => writeFileSync(join(planted.path, 'app', name), text)
  write(
    'actions.ts',
    "/** Harmless. */\n'use server'\n\nexport async function takeAll() {}\nexport const takeMore = async () => {}\n",
  )
  write('page.tsx', 'export default function Page() { return null }\n')
  expect(writtenActions(planted.path)).toEqual(['app/actions.ts#takeAll', 'app/actions.ts#takeMore'])
  write('hidden.tsx', "export function Form() { async function go() { 'use server' } return go }\n")
  expect(() => writtenActions(planted.path)).toThrow('hides a server action')
})
