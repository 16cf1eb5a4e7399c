/**
 * One table, however long: every server action with its row: what it takes to be let in, and a form that aims at the victim's things. An action without a
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
  // By month, of the account that is open: a stranger checks their own.
  'app/(account)/billing/bills/[month]/actions.ts#startCheck': {
    needs: 'billing.read',
    fields: () => ({ month: '2020-01' }),
  },
  'app/(account)/billing/payments/actions.ts#topUp': {
    needs: 'billing.manage',
    fields: () => ({ amount: '0.1 + 0.2' }),
  },
  'app/(account)/billing/payments/actions.ts#addCard': { needs: 'billing.manage', fields: () => ({}) },
  'app/(account)/billing/payments/actions.ts#pickCard': {
    needs: 'billing.manage',
    aims: true,
    fields: ({ cardId }) => ({ card: cardId }),
  },
  'app/(account)/billing/payments/actions.ts#dropCard': {
    needs: 'billing.manage',
    aims: true,
    fields: ({ cardId }) => ({ card: cardId }),
  },
  'app/(account)/billing/payments/actions.ts#saveRecharge': {
    needs: 'billing.manage',
    fields: () => ({ recharge: 'on', below: '1', recharge_amount: '5000', day_most: '5000', month_most: '5000' }),
  },
  'app/(account)/billing/payments/actions.ts#saveAlerts': { needs: 'billing.manage', fields: () => ({ alerts: '7' }) },
  'app/(account)/billing/limits/actions.ts#addLimit': {
    needs: 'billing.manage',
    fields: () => ({ subject: 'account', period: 'day', limit_name: '', limit_amount: '0.1 + 0.2', percents: '80' }),
  },
  'app/(account)/billing/limits/actions.ts#saveLimit': {
    needs: 'billing.manage',
    aims: true,
    fields: ({ limitId }) => ({ limit: limitId, limit_name: 'Changed', limit_amount: '7', percents: '' }),
  },
  'app/(account)/billing/limits/actions.ts#dropLimit': {
    needs: 'billing.manage',
    aims: true,
    fields: ({ limitId }) => ({ limit: limitId }),
  },
  'app/(account)/billing/limits/actions.ts#saveFuse': {
    needs: 'billing.manage',
    fields: () => ({ fuse_prefix: '8', fuse_most: 'many', fuse_seconds: '60' }),
  },
  'app/(account)/billing/limits/actions.ts#resume': {
    needs: 'billing.manage',
    aims: true,
    fields: ({ tripId }) => ({ trip: tripId }),
  },
  'app/(account)/billing/rates/actions.ts#ask': {
    needs: 'billing.manage',
    fields: () => ({ monthlyParts: 'many', numberKinds: ['longcode'] }),
  },
  'app/(account)/billing/rates/actions.ts#accept': {
    needs: 'billing.manage',
    aims: true,
    fields: ({ quoteId }) => ({ quote: quoteId }),
  },
  'app/(account)/billing/rates/actions.ts#decline': {
    needs: 'billing.manage',
    aims: true,
    fields: ({ quoteId }) => ({ quote: quoteId }),
  },
  'app/(account)/billing/rates/actions.ts#withdraw': {
    needs: 'billing.manage',
    aims: true,
    fields: ({ quoteId }) => ({ quote: quoteId }),
  },
  'app/sign-in/actions.ts#signInWithPassword': {
    needs: 'anyone',
    fields: ({ ownerEmail }) => ({ email: ownerEmail, password: 'not the password' }),
  },
  'app/sign-in/actions.ts#signInByPasskey': { needs: 'anyone', fields: () => ({ passkey_proof: '{"id":"guessed"}' }) },
  'app/sign-in/code/actions.ts#giveCode': { needs: 'anyone', fields: () => ({ kind: 'code', code: '123456' }) },
  'app/sign-in/sso/new/actions.ts#joinBySso': {
    needs: 'anyone',
    aims: true,
    fields: ({ invitationId }) => ({ invitation: invitationId }),
  },
  'app/second-factor/actions.ts#beginAuthenticator': { needs: 'person', fields: () => ({}) },
  'app/second-factor/actions.ts#confirmAuthenticator': { needs: 'person', fields: () => ({ code: '123456' }) },
  'app/second-factor/actions.ts#addOwnPasskey': {
    needs: 'person',
    fields: () => ({ name: 'Thief', passkey_proof: '{"id":"guessed"}' }),
  },
  'app/(account)/preferences/security/actions.ts#changeOwnPassword': {
    needs: 'person',
    fields: () => ({ old_password: 'not the password', password: 'four quiet harbour lights' }),
  },
  'app/(account)/preferences/security/actions.ts#setFirstPassword': {
    needs: 'person',
    fields: () => ({ password: 'four quiet harbour lights' }),
  },
  'app/(account)/preferences/security/actions.ts#removeAuthenticator': { needs: 'person', fields: () => ({}) },
  'app/(account)/preferences/security/actions.ts#makeRecoveryCodes': { needs: 'person', fields: () => ({}) },
  'app/(account)/preferences/security/actions.ts#changePasskeyName': {
    needs: 'person',
    aims: true,
    fields: ({ passkeyId }) => ({ passkey: passkeyId, name: 'Thief' }),
  },
  'app/(account)/preferences/security/actions.ts#dropPasskey': {
    needs: 'person',
    aims: true,
    fields: ({ passkeyId }) => ({ passkey: passkeyId }),
  },
  'app/(account)/preferences/security/actions.ts#endOneSession': {
    needs: 'person',
    aims: true,
    fields: ({ sessionId }) => ({ session: sessionId }),
  },
  'app/(account)/preferences/security/actions.ts#endTheOthers': { needs: 'person', fields: () => ({}) },
  'app/(account)/preferences/security/actions.ts#saveSignInRules': {
    needs: 'account.manage',
    fields: () => ({ require_second_factor: 'on' }),
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
  'app/invitation/actions.ts#accept': { needs: 'person', fields: () => ({ token: 'guessed' }) },
  'app/invitation/actions.ts#joinNew': {
    needs: 'anyone',
    fields: () => ({ token: 'guessed', name: 'Thief', password: 'four quiet harbour lights' }),
  },
  'app/invitation/actions.ts#signOutToJoin': { needs: 'anyone', fields: () => ({ token: 'guessed' }) },
  'app/(account)/accounts/new/actions.ts#openOneMore': {
    needs: 'person',
    fields: () => ({ account: 'Thief and Sons', time_zone: 'UTC' }),
  },
  'app/(account)/webhooks/actions.ts#resend': {
    needs: 'routing.manage',
    aims: true,
    fields: ({ eventId }) => ({ event: eventId }),
  },
  'app/(account)/webhooks/replays/actions.ts#beginReplay': {
    needs: 'routing.manage',
    aims: true,
    fields: ({ endpointId }) => ({ endpoint: endpointId, outcome: 'failed', per_second: '1' }),
  },
  'app/(account)/webhooks/replays/actions.ts#stopReplay': {
    needs: 'routing.manage',
    aims: true,
    fields: ({ replayId }) => ({ replay: replayId }),
  },
  'app/(account)/webhooks/endpoints/actions.ts#enable': {
    needs: 'routing.manage',
    aims: true,
    fields: ({ endpointId }) => ({ endpoint: endpointId }),
  },
  'app/(account)/webhooks/endpoints/actions.ts#disable': {
    needs: 'routing.manage',
    aims: true,
    fields: ({ endpointId }) => ({ endpoint: endpointId }),
  },
  'app/(account)/webhooks/endpoints/actions.ts#limit': {
    needs: 'routing.manage',
    aims: true,
    fields: ({ endpointId }) => ({ endpoint: endpointId, max_at_once: '1' }),
  },
  'app/(account)/webhooks/tools/actions.ts#chooseForm': {
    needs: 'routing.manage',
    fields: () => ({ form: 'legacy' }),
  },
  'app/(account)/webhooks/tools/actions.ts#chooseSchedule': {
    needs: 'routing.manage',
    fields: () => ({ schedule: 'contract' }),
  },
  'app/(account)/webhooks/tools/actions.ts#sendTestEvent': {
    needs: 'routing.manage',
    fields: () => ({ event: 'inbound', callback_url: 'http://127.0.0.1:1/sms' }),
  },
  'app/(account)/webhooks/tools/actions.ts#checkSignature': {
    needs: 'keys.manage',
    fields: () => ({
      webhook_id: 'guessed',
      webhook_timestamp: '1764390000',
      webhook_signature: 'v1,AA==',
      webhook_body: '{}',
    }),
  },
  'app/(account)/messages/exports/actions.ts#askForExport': {
    needs: 'messages.read',
    fields: () => ({ columns: ['time', 'nothing'], when: 'job' }),
  },
  'app/(account)/messages/exports/actions.ts#stopExport': {
    needs: 'messages.read',
    aims: true,
    fields: ({ exportId }) => ({ export: exportId }),
  },
  'app/(account)/messages/exports/actions.ts#changeDaily': {
    needs: 'messages.read',
    aims: true,
    fields: ({ exportScheduleId }) => ({ schedule: exportScheduleId, change: 'pause' }),
  },
  'app/(account)/numbers/cart/actions.ts#addToCart': {
    needs: 'numbers.manage',
    fields: ({ from }) => ({ number: from }),
  },
  'app/(account)/numbers/cart/actions.ts#removeFromCart': {
    needs: 'numbers.manage',
    aims: true,
    fields: ({ from }) => ({ number: from }),
  },
  'app/(account)/numbers/cart/actions.ts#buyCart': {
    needs: 'numbers.manage',
    fields: ({ from }) => ({ number: from, seen_nanos: '0' }),
  },
  'app/(account)/numbers/[number]/release-actions.ts#release': {
    needs: 'numbers.manage',
    aims: true,
    fields: ({ from }) => ({ number: from, typed_number: 'not the number' }),
  },
  'app/(account)/numbers/[number]/release-actions.ts#takeBack': {
    needs: 'numbers.manage',
    aims: true,
    fields: ({ from }) => ({ number: from }),
  },
  'app/(account)/preferences/team/actions.ts#invite': {
    needs: 'members.manage',
    fields: () => ({ email: 'thief@evil.example', role: 'admin' }),
  },
  'app/(account)/preferences/team/actions.ts#saveRole': {
    needs: 'members.manage',
    aims: true,
    fields: ({ memberId }) => ({ member: memberId, role: 'read_only' }),
  },
  'app/(account)/preferences/team/actions.ts#remove': {
    needs: 'members.manage',
    aims: true,
    fields: ({ memberId }) => ({ member: memberId }),
  },
  'app/(account)/preferences/team/actions.ts#sendAgain': {
    needs: 'members.manage',
    aims: true,
    fields: ({ invitationId }) => ({ invitation: invitationId }),
  },
  'app/(account)/preferences/team/actions.ts#revoke': {
    needs: 'members.manage',
    aims: true,
    fields: ({ invitationId }) => ({ invitation: invitationId }),
  },
  'app/(account)/preferences/account/actions.ts#saveAccount': {
    needs: 'account.manage',
    fields: () => ({ account: 'Thief and Sons', time_zone: 'UTC' }),
  },
  'app/(account)/preferences/account/actions.ts#saveName': { needs: 'person', fields: () => ({ name: 'A Thief' }) },
  'app/(account)/preferences/account/actions.ts#leave': { needs: 'member', fields: () => ({}) },
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
  'app/(account)/numbers/porting/actions.ts#openOrders': {
    needs: 'numbers.manage',
    fields: () => ({ numbers: '+12065550107', losing_carrier: 'Thief Telephone' }),
  },
  'app/(account)/numbers/porting/actions.ts#saveOrderDetails': {
    needs: 'numbers.manage',
    aims: true,
    fields: ({ portOrderId }) => ({
      order: portOrderId,
      account_number: '1234',
      pin: '1234',
      business_name: 'Thief and Sons',
      authorised_person: 'A Thief',
      street: '1 Back Road',
      city: 'Seattle',
      region: 'WA',
      zip: '98101',
      country: 'US',
    }),
  },
  'app/(account)/numbers/porting/actions.ts#signLetter': {
    needs: 'numbers.manage',
    aims: true,
    fields: ({ portOrderId }) => ({ order: portOrderId, typed_name: 'A Thief' }),
  },
  'app/(account)/numbers/porting/actions.ts#submitOrder': {
    needs: 'numbers.manage',
    aims: true,
    fields: ({ portOrderId }) => ({ order: portOrderId }),
  },
  'app/(account)/numbers/porting/actions.ts#fixOrder': {
    needs: 'numbers.manage',
    aims: true,
    fields: ({ portOrderId, from }) => ({ order: portOrderId, pin: '1234', without: [from], promised: 'on' }),
  },
  'app/(account)/numbers/porting/actions.ts#writeComment': {
    needs: 'numbers.manage',
    aims: true,
    fields: ({ portOrderId }) => ({ order: portOrderId, comment: 'Hand it over' }),
  },
  'app/(account)/numbers/porting/actions.ts#cancelOrder': {
    needs: 'numbers.manage',
    aims: true,
    fields: ({ portOrderId }) => ({ order: portOrderId }),
  },
  'app/(account)/numbers/actions.ts#saveNumber': {
    needs: 'numbers.manage',
    aims: true,
    fields: ({ from }) => ({ number: from, alias: 'Mine now', tags: 'stolen' }),
  },
  'app/(account)/numbers/actions.ts#prepareChange': {
    needs: 'numbers.manage',
    aims: true,
    fields: ({ from }) => ({ n: from, add_tags: 'stolen' }),
  },
  'app/(account)/numbers/jobs/actions.ts#startJob': {
    needs: 'numbers.manage',
    aims: true,
    fields: ({ numberJobId }) => ({ job: numberJobId }),
  },
  'app/(account)/numbers/jobs/actions.ts#stopJob': {
    needs: 'numbers.manage',
    aims: true,
    fields: ({ numberJobId }) => ({ job: numberJobId }),
  },
  'app/(account)/preferences/audit-log/actions.ts#verifyChain': { needs: 'audit.read', fields: () => ({}) },
  'app/(account)/preferences/api-control/urls/actions.ts#changeUrl': {
    needs: 'routing.manage',
    aims: true,
    fields: ({ from }) => ({
      number: from,
      kind: 'sms_callback',
      callback_url: 'https://evil.example/',
      do: 'save',
      seen: '0',
    }),
  },
  'app/(account)/preferences/api-control/urls/actions.ts#rollBack': {
    needs: 'routing.manage',
    aims: true,
    fields: ({ from }) => ({ number: from, kind: 'sms_callback', version: '1', seen: '1' }),
  },
  'app/(account)/preferences/api-control/urls/actions.ts#startCandidate': {
    needs: 'routing.manage',
    aims: true,
    fields: ({ from }) => ({
      number: from,
      kind: 'sms_callback',
      candidate_url: 'https://evil.example/',
      events: '10',
    }),
  },
  'app/(account)/preferences/api-control/urls/actions.ts#endCandidate': {
    needs: 'routing.manage',
    aims: true,
    fields: ({ shadowId }) => ({ shadow: shadowId, do: 'adopt', seen: '0' }),
  },
  'app/(account)/preferences/api-control/urls/signing-actions.ts#showSecret': {
    needs: 'keys.manage',
    aims: true,
    fields: ({ endpointId }) => ({ endpoint: endpointId }),
  },
  'app/(account)/preferences/api-control/urls/signing-actions.ts#rotateSecret': {
    needs: 'keys.manage',
    aims: true,
    fields: ({ endpointId }) => ({ endpoint: endpointId, overlap_hours: '0' }),
  },
  'app/(account)/preferences/api-control/urls/signing-actions.ts#endOverlap': {
    needs: 'keys.manage',
    aims: true,
    fields: ({ endpointId }) => ({ endpoint: endpointId }),
  },
  'app/(account)/preferences/api-control/urls/signing-actions.ts#giveSecret': {
    needs: 'keys.manage',
    aims: true,
    fields: ({ endpointId }) => ({ endpoint: endpointId, overlap_hours: '0' }),
  },
  'app/(account)/preferences/api-control/urls/signing-actions.ts#dropSecret': {
    needs: 'keys.manage',
    aims: true,
    fields: ({ endpointId }) => ({ endpoint: endpointId, overlap_hours: '0' }),
  },
  'app/(account)/preferences/api-control/test-money-action.ts#refillTest': { needs: 'keys.manage', fields: () => ({}) },
  'app/(account)/preferences/api-control/keys/actions.ts#makeKey': {
    needs: 'keys.manage',
    aims: true,
    fields: ({ from }) => ({ name: 'Thief', 'scope.messages.send': 'on', reach: 'chosen', [`number.${from}`]: 'on' }),
  },
  'app/(account)/preferences/api-control/keys/actions.ts#saveKey': {
    needs: 'keys.manage',
    aims: true,
    fields: ({ keyId }) => ({ id: keyId, name: 'Thief', 'scope.messages.send': 'on', reach: 'all' }),
  },
  'app/(account)/preferences/api-control/keys/actions.ts#rotateSecret': {
    needs: 'keys.manage',
    aims: true,
    fields: ({ keyId }) => ({ id: keyId, dies: 'now', generation: '1' }),
  },
  'app/(account)/preferences/api-control/keys/actions.ts#extendOldSecret': {
    needs: 'keys.manage',
    aims: true,
    fields: ({ keyId }) => ({ id: keyId, dies: '7d' }),
  },
  'app/(account)/preferences/api-control/keys/actions.ts#endOldSecret': {
    needs: 'keys.manage',
    aims: true,
    fields: ({ keyId }) => ({ id: keyId }),
  },
  'app/(account)/preferences/api-control/keys/actions.ts#saveQuietMinutes': {
    needs: 'keys.manage',
    aims: true,
    fields: ({ keyId }) => ({ id: keyId, minutes: '5' }),
  },
  'app/(account)/preferences/api-control/keys/actions.ts#revokeForGood': {
    needs: 'keys.manage',
    aims: true,
    fields: ({ keyId, keyName }) => ({ id: keyId, typed_name: keyName }),
  },
  'app/(account)/messages/opt-outs/actions.ts#addOne': {
    needs: 'routing.manage',
    aims: true,
    fields: ({ from }) => ({ number: from, consumer: '+12065550107', note: 'Thief' }),
  },
  'app/(account)/messages/opt-outs/actions.ts#liftOne': {
    needs: 'routing.manage',
    aims: true,
    fields: ({ optOutId }) => ({ id: optOutId, reason: 'They asked for it by mail' }),
  },
  'app/(account)/messages/opt-outs/actions.ts#saveSettings': {
    needs: 'routing.manage',
    fields: () => ({ reach: 'account', confirmation: 'Thief: bye', resubscribed: '', help: '' }),
  },
  'app/(account)/messages/opt-outs/review/actions.ts#decide': {
    needs: 'routing.manage',
    aims: true,
    fields: ({ reviewId }) => ({ accept: reviewId }),
  },
  'app/(account)/messages/views/actions.ts#saveShown': {
    needs: 'messages.read',
    fields: () => ({ label: 'Thief', shared: 'yes', here: 'status=failed', column: 'time', density: 'compact' }),
  },
  'app/(account)/messages/views/actions.ts#updateView': {
    needs: 'messages.read',
    aims: true,
    fields: ({ viewId }) => ({ view: viewId, here: 'status=failed', column: 'time', density: 'compact' }),
  },
  'app/(account)/messages/views/actions.ts#renameOne': {
    needs: 'messages.read',
    aims: true,
    fields: ({ viewId }) => ({ view: viewId, label: 'Thief' }),
  },
  'app/(account)/messages/views/actions.ts#shareOne': {
    needs: 'messages.read',
    aims: true,
    fields: ({ viewId }) => ({ view: viewId }),
  },
  'app/(account)/messages/views/actions.ts#unshareOne': {
    needs: 'messages.read',
    aims: true,
    fields: ({ viewId }) => ({ view: viewId }),
  },
  'app/(account)/messages/views/actions.ts#deleteOne': {
    needs: 'messages.read',
    aims: true,
    fields: ({ viewId }) => ({ view: viewId }),
  },
  'app/(account)/messages/views/actions.ts#openWith': {
    needs: 'messages.read',
    aims: true,
    fields: ({ viewId }) => ({ view: viewId }),
  },
  'app/(account)/messages/views/look-actions.ts#setLook': {
    needs: 'messages.read',
    fields: () => ({ here: '', column: ['time', 'status'], density: 'compact' }),
  },
}
