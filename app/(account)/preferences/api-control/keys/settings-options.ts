import 'server-only'
import { roleWord } from '#components/layout/roles.ts'
import { zoneName } from '#components/time/zone.ts'
import { ALL_KEY_SCOPES } from '#domain/access/key-scopes.ts'
import type { Session } from '#domain/access/open-session.ts'
import { lackedScopes } from '#domain/access/permissions.ts'
import { formatNumber } from '#domain/numbers/format-number.ts'
import { listNumbers } from '#domain/numbers/list-numbers.ts'
import type { SettingsOptions } from './settings-fields.tsx'

export async function readSettingsOptions({ scope, role }: Session, zone: string): Promise<SettingsOptions> {
  const numbers = await listNumbers(scope)
  return {
    numbers: numbers.map(({ e164, alias }) => ({
      e164,
      label: [formatNumber(e164), alias].filter(Boolean).join('  '),
    })),
    lacked: lackedScopes(scope, ALL_KEY_SCOPES),
    role: roleWord(role),
    zone: zoneName(zone),
  }
}
