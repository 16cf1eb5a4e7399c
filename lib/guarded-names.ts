/**
 * Asks name servers itself (c-ares) in the place of the machine's `getaddrinfo`: that holds one of four threads for as long as a name server is
 * silent, and four such names would stop every look-up of the process. Nothing is kept: each connection asks anew.
 *
 * So the hosts file is not read, but for local work: where private targets are allowed, its names and `localhost` lead where it says.
 */
import type { LookupAddress } from 'node:dns'
import { Resolver } from 'node:dns/promises'
import { existsSync, readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { env } from './env.ts'

/** Of two tries, the second waits longer: within the five seconds of a connection. */
const FIRST_TRY_MS = 1_500
/** Some name servers never answer for v6 alone: once one family is there, the other has this much time left. */
const OTHER_FAMILY_MS = 300
const HOSTS_FILE = process.platform === 'win32' ? 'C:\\Windows\\System32\\drivers\\etc\\hosts' : '/etc/hosts'

const resolver = new Resolver({ timeout: FIRST_TRY_MS, tries: 2 })
if (env.webhooks.nameServers.length > 0) resolver.setServers(env.webhooks.nameServers)

const hosts = env.webhooks.allowPrivateTargets ? readHosts() : new Map<string, string[]>()

/** Every address of a name, v4 first. Throws `DNS_NONE` or `DNS_SILENT`. */
export async function resolveName(hostname: string): Promise<LookupAddress[]> {
  const name = hostname.replace(/\.$/, '').toLowerCase()
  const known = hosts.get(name)
  if (known) return known.map(entry)
  const found: string[][] = [[], []]
  const asked = [resolver.resolve4(name), resolver.resolve6(name)].map(async (addresses, family) => {
    found[family] = await addresses
  })
  const all = Promise.allSettled(asked)
  await Promise.race([
    all,
    Promise.any(asked).then(
      () => wait(OTHER_FAMILY_MS),
      () => all,
    ),
  ])
  if (found.flat().length > 0) return found.flat().map(entry)
  const faults = (await all).flatMap((one) => (one.status === 'rejected' ? [one.reason as { code: string }] : []))
  const silent = faults.some(({ code }) => !NO_SUCH.has(code))
  throw Object.assign(new Error('the name does not resolve'), { code: silent ? 'DNS_SILENT' : 'DNS_NONE' })
}

const NO_SUCH = new Set(['ENOTFOUND', 'ENODATA', 'EBADNAME'])

function entry(address: string): LookupAddress {
  return { address, family: isIP(address) }
}

function readHosts(): Map<string, string[]> {
  const found = new Map([['localhost', ['127.0.0.1', '::1']]])
  if (!existsSync(HOSTS_FILE)) return found
  const seen = new Map<string, string[]>()
  for (const line of readFileSync(HOSTS_FILE, 'utf8').split('\n')) {
    const [address = '', ...names] = line.replace(/#.*/, '').trim().toLowerCase().split(/\s+/)
    if (isIP(address)) for (const name of names) seen.set(name, [...(seen.get(name) ?? []), address])
  }
  for (const [name, addresses] of seen) found.set(name, addresses)
  return found
}
