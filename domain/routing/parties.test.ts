import { expect, test } from 'vitest'
import { partyProblem } from './parties.ts'

test.each([
  ['+12065550142', '+12065550107', null],
  ['+12065550142', '+18765550107', null], // a long code reaches Jamaica
  ['+18335550142', '+16045550107', null],
  ['+18335550142', '+18445550107', null],
  ['+18335550142', '+18765550107', 'toll_free_abroad'],
  ['+18765550107', '+18335550142', 'toll_free_abroad'],
  ['+12065550142', '24365', 'short_code'],
  ['24365', '+12065550142', 'short_code'],
  ['+12065550142', '+442079460123', 'not_nanp'],
  ['PIZZA', '+12065550142', 'alphanumeric'],
])('%s and %s: %s', (one, other, problem) => expect(partyProblem(one, other)).toBe(problem))
