import type { Role } from './scope.ts'

/** What a role is called, and what it is for, in one line: for whoever hands it out. `PERMISSIONS` says what it may. */
export const ROLE_WORDS: Record<Role, { word: string; line: string }> = {
  owner: { word: 'Owner', line: 'Everything, including who else is an owner' },
  admin: { word: 'Administrator', line: 'Everything except owners: people, keys, sign-in rules, audit log' },
  developer: { word: 'Developer', line: 'Sends messages, makes API keys, sets request URLs' },
  finance: { word: 'Finance', line: 'Balance and bills; messages without their texts' },
  support: { word: 'Support', line: 'Finds messages and their road, never what they say' },
  read_only: { word: 'Read only', line: 'Sees messages with their texts, changes nothing' },
}
