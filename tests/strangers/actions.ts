/**
 * Every server action with its row: what it takes to be let in, and a form that aims at the victim's things. An action without a
 * row here fails the build (`doors.test.ts`); what the rows say is tried against the running portal (`tests/e2e/matrix.spec.ts`).
 */
import type { Permission } from '#domain/access/permissions.ts'
import type { Victim } from './victim.ts'

/** `anyone`: no sign-in asked. `person`: whoever is signed in, about what is their own. `member`: any role of the open account. */
export type Needs = 'anyone' | 'person' | 'member' | Permission

export type ActionRow = {
  needs: Needs
  fields: (victim: Victim) => Record<string, string | string[]>
  /** Its form names a thing of somebody's: a stranger must be answered as if there were no such thing. */
  aims?: true
  /** Called with the form alone, not with the state of a form before it. */
  plain?: true
}

export const ACTIONS: Record<string, ActionRow> = {
  'app/_web/preferences.ts#setTheme': { needs: 'anyone', plain: true, fields: () => ({ theme: 'dark' }) },
  'app/_web/preferences.ts#setZone': { needs: 'anyone', plain: true, fields: () => ({ zone: 'utc' }) },
  'app/_web/preferences.ts#signOut': { needs: 'anyone', plain: true, fields: () => ({}) },
  'app/_web/preferences.ts#switchAccount': {
    needs: 'anyone',
    plain: true,
    aims: true,
    fields: ({ accountId }) => ({ account: accountId }),
  },
  'app/sign-in/actions.ts#signInWithPassword': {
    needs: 'anyone',
    fields: ({ ownerEmail }) => ({ email: ownerEmail, password: 'not the password' }),
  },
  'app/sign-up/actions.ts#askToSignUp': {
    needs: 'anyone',
    fields: ({ ownerEmail }) => ({
      email: ownerEmail,
      name: 'Thief',
      account: 'Thief',
      time_zone: 'UTC',
      password: 'four quiet harbour lights',
    }),
  },
  'app/sign-up/confirm/actions.ts#openTheAccount': { needs: 'anyone', fields: () => ({ token: 'guessed' }) },
  'app/reset-password/actions.ts#askForResetLink': {
    needs: 'anyone',
    fields: ({ ownerEmail }) => ({ email: ownerEmail }),
  },
  'app/reset-password/new/actions.ts#setNewPassword': {
    needs: 'anyone',
    fields: () => ({ token: 'guessed', password: 'four quiet harbour lights' }),
  },
  'app/(account)/messages/new/actions.ts#sendMessage': {
    needs: 'messages.send',
    aims: true,
    fields: ({ from }) => ({ from, to: '+12065550107', body: 'in your name', idempotencyKey: crypto.randomUUID() }),
  },
  'app/(account)/messages/simulate/actions.ts#simulateInbound': {
    needs: 'messages.send',
    aims: true,
    fields: ({ from }) => ({ from: '+12065550107', to: from, body: 'to you' }),
  },
  'app/(account)/preferences/api-control/actions.ts#saveRequestUrl': {
    needs: 'routing.manage',
    fields: () => ({ kind: 'sms_callback', callback_url: 'https://evil.example/' }),
  },
}
