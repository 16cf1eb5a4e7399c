/** What a customer's URL may name, before anybody is asked where it leads: address, name and port. Told when it is saved, held when it is called. */
import { isIP } from 'node:net'
import { env } from './env.ts'
import { forbiddenAddress } from './public-address.ts'

/** Names that never leave a machine or a house (RFC 6761, 6762, 8375, and `internal`, which is set aside for it). */
const INSIDE_NAMES = ['localhost', 'local', 'internal', 'home.arpa', 'localdomain', 'lan', 'intranet']

/**
 * Where something else than HTTP listens, by convention: databases, queues, consoles, mail, chat. A web hook there would be a way to speak to
 * other people's services in our name.
 */
const SERVICE_PORTS = new Set([
  1433, 1434, 1521, 1719, 1720, 1723, 2049, 2181, 2375, 2376, 2377, 2379, 2380, 2525, 2775, 3306, 3389, 3659, 4045,
  4190, 5060, 5061, 5222, 5269, 5432, 5672, 5900, 5901, 5984, 5985, 5986, 6000, 6379, 6380, 6443, 6566, 6665, 6666,
  6667, 6668, 6669, 6679, 6697, 8500, 9042, 9092, 9100, 9200, 9300, 10250, 10255, 11211, 15672, 26379, 27017, 27018,
  27019,
])

export type TargetProblem = { code: 'leads_inside' | 'port'; sentence: string }

/** Null when it may be called, as far as can be seen. `ALLOW_PRIVATE_WEBHOOKS` opens all of it. */
export function judgeTarget({ hostname, port, protocol }: URL): TargetProblem | null {
  if (env.webhooks.allowPrivateTargets) return null
  const bare = bareHost(hostname)
  const reason = isIP(bare) ? forbiddenAddress(bare) : insideName(bare)
  if (reason) return { code: 'leads_inside', sentence: `${capital(reason)}. Events go to public addresses only.` }
  if (!isAllowedPort(Number(port || (protocol === 'https:' ? 443 : 80))))
    return {
      code: 'port',
      sentence: `Events do not go to port ${port}. Use 443, 80, or one from 1024 on that no other service is known for.`,
    }
  return null
}

export function isAllowedPort(port: number): boolean {
  return port === 443 || port === 80 || (port >= 1024 && port <= 65_535 && !SERVICE_PORTS.has(port))
}

function insideName(hostname: string): string | null {
  const name = hostname.replace(/\.+$/, '').toLowerCase()
  const inside = !name.includes('.') || INSIDE_NAMES.some((one) => name.endsWith(`.${one}`))
  return inside ? `${hostname} is a name inside a machine or a network` : null
}

/** `[::1]` → `::1` */
export function bareHost(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '')
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
