import type { Settings } from './settings.ts'

/** What every part is given: the variables of `lib/env.ts`, and next-auth's own. */
export function environmentFor(settings: Settings, databaseUrl: string, authSecret: string): NodeJS.ProcessEnv {
  const { ports } = settings
  return {
    ...settings.environment,
    NODE_ENV: settings.reload ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    LONGCODE_ENV: settings.mode,
    DATABASE_URL: databaseUrl,
    AUTH_SECRET: authSecret,
    NEXTAUTH_URL: settings.portalUrl,
    NEXTAUTH_SECRET: authSecret,
    PORTAL_URL: settings.portalUrl,
    API_URL: settings.apiUrl,
    PORTAL_PORT: String(ports.portal),
    API_PORT: String(ports.api),
    WORKER_PORT: String(ports.worker),
    SANDBOX_SMPP_PORT: String(ports.smpp),
    SANDBOX_CONTROL_PORT: String(ports.control),
  }
}
