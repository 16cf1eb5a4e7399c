import { describe, expect, test } from 'vitest'
import { readMessageFilter } from '#domain/reports/message-filter.ts'
import { DEFAULT_LOOK, type MessageLook, moveColumn, readColumns } from './message-look.ts'
import type { SavedView } from './view.ts'
import { NO_VIEW_ADDRESS, readViewAddress, shownQuery } from './view-address.ts'
import { viewInForce } from './view-in-force.ts'

const ID = '019a0000-0000-7000-8000-000000000001'
const filter = readMessageFilter({ status: 'failed', range: '7d' })
const look: MessageLook = { columns: ['time', 'to', 'error'], density: 'compact' }
const view: SavedView = {
  id: ID,
  name: 'Failed',
  isShared: false,
  madeBy: 'Pat',
  filter,
  isTextLeftOut: false,
  look,
  mayChange: true,
}
const reader = { views: [view], look: DEFAULT_LOOK }

describe('columns and density', () => {
  test('are the reader’s own, unless a view is open, unless the address names some', () => {
    expect(viewInForce(reader, NO_VIEW_ADDRESS, filter).look).toEqual(DEFAULT_LOOK)
    expect(viewInForce(reader, readViewAddress({ view: ID }), filter)).toEqual({ open: view, isChanged: false, look })
    const named = readViewAddress({ view: ID, columns: 'id,time,nonsense,id', density: 'huge' })
    expect(viewInForce(reader, named, filter)).toEqual({
      open: view,
      isChanged: true,
      look: { columns: ['time', 'id'], density: 'compact' },
    })
  })

  test('of a view that the reader does not see change nothing', () => {
    const unseen = readViewAddress({ view: '019a0000-0000-7000-8000-000000000002' })
    expect(viewInForce(reader, unseen, filter)).toEqual({ open: null, isChanged: false, look: DEFAULT_LOOK })
  })

  test('move one place, never before the time and never off the end', () => {
    expect(moveColumn(look.columns, 'error', -1)).toEqual(['time', 'error', 'to'])
    for (const [id, by] of [
      ['to', -1],
      ['time', 1],
      ['error', 1],
      ['tag', 1],
    ] as const)
      expect(moveColumn(look.columns, id, by)).toEqual(look.columns)
    expect(readColumns(['', 'nonsense'])).toBeNull()
  })
})

test('a view whose filter was narrowed further says so', () => {
  const narrower = readMessageFilter({ status: 'failed', range: '7d', to: '+12065550107' })
  expect(viewInForce(reader, readViewAddress({ view: ID }), narrower).isChanged).toBe(true)
})

test('an address says filter, view, columns and density, and is read as it was written', () => {
  const shown = { ...filter, ...readViewAddress({ view: ID, columns: 'time,to', density: 'compact' }) }
  const given = Object.fromEntries(shownQuery(shown))
  expect({ ...readMessageFilter(given), ...readViewAddress(given) }).toEqual(shown)
  expect(readViewAddress({ view: 'x', columns: ['time'], density: '' })).toEqual(NO_VIEW_ADDRESS)
})
