/**
 * The only reader of `process.env`. Everything is parsed once, at start; what is missing is named all at once.
 *
 * Outside production, what the environment does not say comes from `.data/local.json`, which `npm start` writes:
 * the embedded database's address and a session secret of this checkout's own.
 */
import { existsSync, readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { join } from 'node:path'
import { z } from 'zod'
import { parseRange } from './address-range.ts'

const port = (fallback: number) => z.coerce.number().int().min(0).max(65535).default(fallback)
const flag = z.enum(['true', 'false']).transform((value) => value === 'true')

const shape = z.object({
  LONGCODE_ENV: z.enum(['local', 'test', 'production']).default('local'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// address' })
    // They would override the role that each connection drops to, and with it row-level security.
    .refine((url) => !new URL(url).searchParams.has('options'), 'may not carry ?options='),
  DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(16),
  AUTH_SECRET: z.string().min(32, 'must have at least 32 characters (openssl rand -hex 32)'),
  PORTAL_URL: z.url().optional(),
  API_URL: z.url().optional(),
  PORTAL_PORT: port(3000),
  API_PORT: port(3001),
  WORKER_PORT: port(3002),
  SANDBOX_SMPP_PORT: port(2775),
  SANDBOX_CONTROL_PORT: port(2776),
  SANDBOX_PASSWORD: z.string().min(1).max(8).default('sandbox'),
  SANDBOX_LOG: z.string().optional(),
  LOOP_NUMBER: z
    .string()
    .regex(/^\+1\d{10}$/, 'must be a number such as +12025550199')
    .optional(),
  ALLOW_PRIVATE_WEBHOOKS: flag.optional(),
  WEBHOOK_DNS: z.string().default('').transform(nameServers),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must be a smtp:// or smtps:// address' }).optional(),
  MAIL_FROM: z.string().min(3).default('Longcode <no-reply@longcode.example>'),
  OPERATOR_EMAIL: z.email('must be an e-mail address').optional(),
  OIDC_ISSUER: z.url({ protocol: /^https?$/, error: 'must be a https:// address' }).optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().max(40).default('single sign-on'),
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^[sr]k_(live|test)_\w+$/, 'must be a secret key of Stripe, sk_live_… or sk_test_…')
    .optional(),
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .startsWith('whsec_', 'must be the signing secret of an endpoint, whsec_…')
    .optional(),
  STRIPE_API_URL: z.url({ protocol: /^https?$/, error: 'must be a https:// address' }).optional(),
  TRUSTED_PROXIES: z.string().default('').transform(ranges),
  DEMO_STOCK: z.coerce.number().int().min(0).max(1_000_000).default(1_000_000),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
})

/** Whose `X-Forwarded-For` is believed. Nobody's, unless somebody says so: a header is easily written. */
function ranges(text: string, context: z.RefinementCtx): string[] {
  return text.split(/[\s,]+/).flatMap((one) => {
    if (one === '') return []
    const range = parseRange(one)
    if (range === null) context.addIssue({ code: 'custom', message: `holds ${one}, which is no address or range` })
    return range === null ? [] : [range]
  })
}

/** `10.0.0.2, [2001:db8::2]:5353`: a name server cannot be found by its name. */
function nameServers(text: string, context: z.RefinementCtx): string[] {
  const servers = text.split(/[\s,]+/).filter((one) => one !== '')
  for (const one of servers) {
    const isServer =
      isIP(one) || /^\[[0-9a-f:.]+\](:\d{1,5})?$/i.test(one) || /^\d{1,3}(\.\d{1,3}){3}:\d{1,5}$/.test(one)
    if (!isServer) context.addIssue({ code: 'custom', message: `holds ${one}, which is no address of a name server` })
  }
  return servers
}

/** All of it or nothing: half a configuration would look like one and let nobody in. */
function oidc(vars: z.infer<typeof shape>) {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, OIDC_NAME: name } = vars
  if (!issuer && !clientId && !clientSecret) return null
  if (issuer && clientId && clientSecret) return { issuer, clientId, clientSecret, name }
  throw new Error(
    'OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET belong together: set all or none. See docs/operating.md.',
  )
}

/** Both or neither: payments that are taken and never credited would be worse than none. */
function stripe(vars: z.infer<typeof shape>) {
  const { STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecret, STRIPE_API_URL: apiUrl = null } = vars
  if (!secretKey && !webhookSecret) return null
  if (secretKey && webhookSecret) return { secretKey, webhookSecret, apiUrl, isLive: /^.k_live_/.test(secretKey) }
  throw new Error(
    'STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET belong together: set both or none. See docs/operating.md.',
  )
}

function localDefaults(): Record<string, string> {
  const file = join(process.cwd(), '.data', 'local.json')
  if (process.env.LONGCODE_ENV === 'production' || !existsSync(file)) return {}
  return JSON.parse(readFileSync(file, 'utf8'))
}

function read() {
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''))
  const parsed = shape.safeParse({ ...localDefaults(), ...given })
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) =>
      issue.code === 'invalid_type' && issue.input === undefined
        ? `  ${issue.path.join('.')} is not set`
        : `  ${issue.path.join('.')} ${issue.message}`,
    )
    throw new Error(`The environment is not complete:\n${lines.join('\n')}\nSee docs/operating.md.`)
  }
  const vars = parsed.data
  const mode = vars.LONGCODE_ENV
  // The mailbox of this system shows every mail to whoever sits at this machine: for one person's own machine only.
  if (mode === 'production' && !vars.SMTP_URL)
    throw new Error('SMTP_URL is not set: in production, mail is handed to a mail server. See docs/operating.md.')
  return {
    mode,
    database: { url: vars.DATABASE_URL, pool: vars.DATABASE_POOL },
    auth: { secret: vars.AUTH_SECRET },
    portal: { port: vars.PORTAL_PORT, url: vars.PORTAL_URL ?? `http://localhost:${vars.PORTAL_PORT}` },
    api: { port: vars.API_PORT, url: vars.API_URL ?? `http://localhost:${vars.API_PORT}` },
    worker: { port: vars.WORKER_PORT },
    sandbox: {
      smppPort: vars.SANDBOX_SMPP_PORT,
      controlPort: vars.SANDBOX_CONTROL_PORT,
      password: vars.SANDBOX_PASSWORD,
      logFile: vars.SANDBOX_LOG ?? null,
    },
    /** Where the carrier sends a text back from; the sandbox's is known. Null: operators confirm ported numbers by hand. */
    loopNumber: vars.LOOP_NUMBER ?? (mode === 'production' ? null : '+12025550199'),
    /** Null: the mails stay in this system's own mailbox. */
    mail: { smtpUrl: vars.SMTP_URL ?? null, from: vars.MAIL_FROM, operator: vars.OPERATOR_EMAIL ?? null },
    oidc: oidc(vars),
    /** Null: nobody pays by card here; an operator credits. */
    stripe: stripe(vars),
    trustedProxies: vars.TRUSTED_PROXIES,
    webhooks: {
      allowPrivateTargets: vars.ALLOW_PRIVATE_WEBHOOKS ?? mode !== 'production',
      /** Asked for the names of customers' addresses; none: those of the machine. */
      nameServers: vars.WEBHOOK_DNS,
    },
    /** How many numbers for sale the demo begins with. */
    demo: { stock: vars.DEMO_STOCK },
    log: { level: vars.LOG_LEVEL },
  }
}

export const env = read()
