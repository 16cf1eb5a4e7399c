import { roleWord } from '#components/layout/roles.ts'
import { shortMoment } from '#components/time/zone.ts'
import { describeAgent } from '#domain/access/describe-agent.ts'
import type { AuditRow, WriteMoment } from '#domain/audit/audit-rows.ts'

/** As what somebody acted. */
export function roleOf({ actor, role }: Pick<AuditRow, 'actor' | 'role'>): string | null {
  if (actor.kind === 'key') return role ? `${role} API key` : 'API key'
  return actor.kind === 'system' ? 'System' : role && roleWord(role)
}

export function momentIn(zone: string): WriteMoment {
  return (at) => shortMoment(at, zone)
}

/** With what somebody asked: a browser's words for itself, or the client or command as it calls itself. */
export function deviceOf({ actor, agent }: Pick<AuditRow, 'actor' | 'agent'>): string | null {
  if (!agent) return null
  return actor.kind === 'person' ? describeAgent(agent) : agent.replace(/[^\x20-\x7e]/g, '')
}
