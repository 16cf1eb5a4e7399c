/**
 * Prisma for the portal's reads and writes; the hot path goes through `db.ts`. Both connect by one rule: the role
 * `longcode_app`, times in UTC. The second half is not a matter of taste: the adapter cuts the offset off every
 * timestamp it reads and takes what is left for UTC. It also asks `pg.types`, which the whole process shares, how to
 * read an int8 and wants the text: a parser set there breaks every bigint column here.
 */
import { PrismaPg } from '@prisma/adapter-pg'
import { type Prisma, PrismaClient } from '#prisma/client/client.ts'
import { APP_ROLE } from './db.ts'
import { env } from './env.ts'

/** A page waits for a person, not for a load: a few connections are enough beside the pool of `db.ts`. */
const POOL_SIZE = 5
/** How long a transaction may wait for a connection, and how long it may then hold it. */
const MAX_WAIT_MS = 5_000
const TIMEOUT_MS = 15_000

/** Every model, inside a transaction that belongs to one account. Only `tenantOrm()` makes one. */
export type TenantOrm = Prisma.TransactionClient

/** The tables that belong to no account. Nothing else is on offer: the rest is asked through `tenantOrm()`. */
export type GlobalOrm = Readonly<Pick<PrismaClient, 'person' | 'membership' | 'session' | 'passkey' | 'link'>>

// Kept on `globalThis`: a dev server loads this module anew at every change, and each client has a pool of its own.
const kept = globalThis as typeof globalThis & { longcodePrisma?: PrismaClient }

function client(): PrismaClient {
  kept.longcodePrisma ??= new PrismaClient({
    adapter: new PrismaPg({
      connectionString: env.database.url,
      max: POOL_SIZE,
      options: `-c role=${APP_ROLE} -c timezone=UTC`,
      application_name: 'longcode-orm',
    }),
    transactionOptions: { maxWait: MAX_WAIT_MS, timeout: TIMEOUT_MS },
  })
  return kept.longcodePrisma
}

/** The client behind these is made at the first question, not at import. */
export const orm: GlobalOrm = {
  get person() {
    return client().person
  },
  get membership() {
    return client().membership
  },
  get session() {
    return client().session
  },
  get passkey() {
    return client().passkey
  },
  get link() {
    return client().link
  },
}

/**
 * Commits when `work` resolves, rolls back when it rejects. Row-level security lets nothing of another account be seen
 * or written. `work` makes no network call.
 */
export async function tenantOrm<T>(accountId: string, work: (tx: TenantOrm) => Promise<T>): Promise<T> {
  return client().$transaction(async (tx) => {
    await tx.$executeRaw`select set_config('app.account_id', ${accountId}, true)`
    return work(tx)
  })
}

/** Closes the pool; the next question opens another. */
export async function closeOrm(): Promise<void> {
  const open = kept.longcodePrisma
  delete kept.longcodePrisma
  await open?.$disconnect()
}
