/** Every page and route handler of the portal with its row: what it takes to be let in, and where the victim's things would be. */
import { now } from '#lib/time.ts'
import { dayOf } from '#lib/zoned-day.ts'
import type { Needs } from './actions.ts'
import type { Victim } from './victim.ts'

export type PageRow = {
  needs: Needs
  /** The address, with the victim's things in it; the page's own path when there are none. */
  path?: (victim: Victim) => string
  /** Its address names a thing of somebody's: a stranger must be answered as if there were no such thing. */
  aims?: true
}

/** Of this month, where its accounts are. */
const BILL = `/billing/bills/${dayOf(now(), 'America/Los_Angeles').slice(0, 7)}`

export const PAGES: Record<string, PageRow> = {
  '/sign-in': { needs: 'anyone' },
  '/sign-in/code': { needs: 'anyone' },
  '/sign-in/sso': { needs: 'anyone' },
  '/sign-in/sso/callback': { needs: 'anyone', path: () => '/sign-in/sso/callback?code=guessed&state=guessed' },
  '/sign-in/sso/new': { needs: 'anyone' },
  '/closed': { needs: 'person' },
  '/second-factor': { needs: 'person' },
  '/sign-up': { needs: 'anyone' },
  '/sign-up/confirm': { needs: 'anyone', path: () => '/sign-up/confirm?token=guessed' },
  '/reset-password': { needs: 'anyone' },
  '/reset-password/new': { needs: 'anyone', path: () => '/reset-password/new?token=guessed' },
  '/reset-password/done': { needs: 'anyone' },
  '/too-large': { needs: 'anyone' },
  '/pricing': { needs: 'anyone' },
  '/invitation': { needs: 'anyone', path: () => '/invitation?token=guessed' },
  '/mailbox': { needs: 'anyone' },
  '/': { needs: 'messages.read' },
  '/[...nowhere]': { needs: 'member', path: () => '/nowhere' },
  '/messages': { needs: 'messages.read' },
  '/messages/[ref]': { needs: 'messages.read', aims: true, path: ({ messageRef }) => `/messages/${messageRef}` },
  '/messages/live': { needs: 'messages.read', path: () => '/messages/live?probe=1' },
  '/messages/older': {
    needs: 'messages.read',
    path: () => '/messages/older?before=mdr2-ffffffffffffffffffffffffffffffff',
  },
  '/messages/refused': { needs: 'messages.read' },
  '/billing': { needs: 'billing.read', path: () => '/billing?range=1y' },
  '/billing/export': { needs: 'billing.read', path: () => '/billing/export?sheet=balance' },
  '/billing/entries': { needs: 'billing.read' },
  '/billing/entries/export': { needs: 'billing.read' },
  '/billing/bills': { needs: 'billing.read' },
  // Everybody has bills of the same months: what is seen is one's own.
  '/billing/bills/[month]': { needs: 'billing.read', path: () => BILL },
  '/billing/bills/[month]/pdf': { needs: 'billing.read', path: () => `${BILL}/pdf` },
  '/billing/bills/[month]/csv': { needs: 'billing.read', path: () => `${BILL}/csv` },
  '/billing/limits': { needs: 'billing.read' },
  '/billing/rates': { needs: 'billing.read' },
  '/billing/payments': { needs: 'billing.read' },
  '/billing/payments/[id]/receipt': {
    needs: 'billing.read',
    aims: true,
    path: ({ paymentId }) => `/billing/payments/${paymentId}/receipt`,
  },
  '/messages/new': { needs: 'messages.send' },
  '/messages/simulate': { needs: 'messages.send' },
  '/messages/insights': { needs: 'messages.read', path: () => '/messages/insights?range=1y' },
  '/messages/insights/export': { needs: 'messages.read', path: () => '/messages/insights/export?sheet=numbers' },
  '/messages/opt-outs': { needs: 'messages.read', path: ({ optOutId }) => `/messages/opt-outs?open=${optOutId}` },
  '/messages/opt-outs/export': { needs: 'messages.read' },
  '/messages/opt-outs/upload': { needs: 'routing.manage' },
  '/messages/opt-outs/review': { needs: 'messages.read' },
  '/messages/export': { needs: 'messages.read' },
  '/messages/exports': { needs: 'messages.read' },
  '/messages/exports/new': { needs: 'messages.read' },
  '/messages/exports/[id]': {
    needs: 'messages.read',
    aims: true,
    path: ({ exportId }) => `/messages/exports/${exportId}`,
  },
  '/messages/exports/[id]/file': {
    needs: 'messages.read',
    aims: true,
    path: ({ exportId }) => `/messages/exports/${exportId}/file`,
  },
  '/messages/exports/[id]/manifest': {
    needs: 'messages.read',
    aims: true,
    path: ({ exportId }) => `/messages/exports/${exportId}/manifest`,
  },
  '/messages/views': { needs: 'messages.read' },
  '/webhooks': { needs: 'messages.read' },
  '/webhooks/[id]': { needs: 'messages.read', aims: true, path: ({ eventId }) => `/webhooks/${eventId}` },
  '/webhooks/endpoints': { needs: 'messages.read' },
  '/webhooks/endpoints/[id]': {
    needs: 'messages.read',
    aims: true,
    path: ({ endpointId }) => `/webhooks/endpoints/${endpointId}`,
  },
  '/webhooks/undelivered': { needs: 'messages.read' },
  '/webhooks/replays': { needs: 'messages.read' },
  '/webhooks/replays/new': {
    needs: 'routing.manage',
    path: ({ endpointId }) => `/webhooks/replays/new?endpoint=${endpointId}`,
  },
  '/webhooks/replays/[id]': {
    needs: 'messages.read',
    aims: true,
    path: ({ replayId }) => `/webhooks/replays/${replayId}`,
  },
  '/webhooks/tools': { needs: 'messages.read' },
  '/numbers': { needs: 'numbers.read' },
  '/numbers/search': { needs: 'numbers.read' },
  '/numbers/cart': { needs: 'numbers.manage' },
  '/numbers/bought': {
    needs: 'numbers.read',
    aims: true,
    path: ({ from }) => `/numbers/bought?number=${from.slice(1)}`,
  },
  '/numbers/export': { needs: 'numbers.read' },
  '/numbers/edit': { needs: 'numbers.manage', path: ({ from }) => `/numbers/edit?n=${from.slice(1)}` },
  '/numbers/import': { needs: 'numbers.manage' },
  '/numbers/import/upload': { needs: 'numbers.manage' },
  '/numbers/jobs': { needs: 'numbers.read' },
  '/numbers/jobs/[id]': {
    needs: 'numbers.read',
    aims: true,
    path: ({ numberJobId }) => `/numbers/jobs/${numberJobId}`,
  },
  '/numbers/jobs/[id]/results': {
    needs: 'numbers.read',
    aims: true,
    path: ({ numberJobId }) => `/numbers/jobs/${numberJobId}/results`,
  },
  '/numbers/[number]': { needs: 'numbers.read', aims: true, path: ({ from }) => `/numbers/${from.slice(1)}` },
  '/numbers/porting': { needs: 'numbers.read' },
  '/numbers/porting/new': { needs: 'numbers.manage' },
  '/numbers/porting/[id]': {
    needs: 'numbers.read',
    aims: true,
    path: ({ portOrderId }) => `/numbers/porting/${portOrderId}`,
  },
  '/numbers/porting/[id]/documents': {
    needs: 'numbers.manage',
    aims: true,
    path: ({ portOrderId }) => `/numbers/porting/${portOrderId}/documents`,
  },
  '/numbers/porting/[id]/documents/[document]': {
    needs: 'numbers.manage',
    aims: true,
    path: ({ portOrderId, portDocumentId }) => `/numbers/porting/${portOrderId}/documents/${portDocumentId}`,
  },
  '/numbers/porting/[id]/loa': {
    needs: 'numbers.manage',
    aims: true,
    path: ({ portOrderId }) => `/numbers/porting/${portOrderId}/loa`,
  },
  '/preferences/api-control': { needs: 'keys.read' },
  '/preferences/api-control/keys/new': { needs: 'keys.manage' },
  '/preferences/api-control/keys/[id]': {
    needs: 'keys.read',
    aims: true,
    path: ({ keyId }) => `/preferences/api-control/keys/${keyId}`,
  },
  '/preferences/security': { needs: 'member' },
  '/preferences/team': { needs: 'members.read' },
  '/preferences/account': { needs: 'member' },
  '/accounts/new': { needs: 'member' },
  '/preferences/audit-log': { needs: 'audit.read' },
  '/preferences/audit-log/export': { needs: 'audit.read' },
}
