import type { ReactNode } from 'react'
import { OpenAccount } from '#components/form/open-account.tsx'
import { AccountSwitch } from '#components/layout/account-switch.tsx'
import { KeyHelp } from '#components/layout/key-help.tsx'
import { Rail } from '#components/layout/rail.tsx'
import { roleWord } from '#components/layout/roles.ts'
import { ThemeSwitch } from '#components/layout/theme-switch.tsx'
import { TopBar } from '#components/layout/top-bar.tsx'
import { ZoneSwitch } from '#components/layout/zone-switch.tsx'
import { may } from '#domain/access/permissions.ts'
import { readBalance } from '#domain/ledger/read-balance.ts'
import { readTheme, readZone } from '../_web/display.ts'
import { setTheme, setZone, signOut, switchAccount } from '../_web/preferences.ts'
import { requireSession } from '../_web/session.ts'

/** The frame alone: each page asks for the session and its permission itself. */
export default async function AccountLayout({ children }: { children: ReactNode }) {
  const { account, accounts, person, role, scope } = await requireSession()
  const [balance, theme, zone] = await Promise.all([readBalance(scope), readTheme(), readZone(account.timeZone)])
  return (
    <div className="rail:grid rail:grid-cols-[216px_minmax(0,1fr)]">
      <a
        href="#content"
        className="fixed top-2 left-2 z-20 -translate-y-16 rounded-md bg-signal px-3 py-1.5 text-signal-ink focus:translate-y-0"
      >
        Skip to content
      </a>
      <Rail person={person} role={roleWord(role)} signOut={signOut}>
        <div className="flex items-center justify-between px-1">
          <ThemeSwitch current={theme} action={setTheme} />
          <KeyHelp />
        </div>
      </Rail>
      <div className="min-w-0">
        <TopBar
          account={<AccountSwitch current={account} accounts={accounts} action={switchAccount} />}
          zone={<ZoneSwitch zone={zone} accountZone={account.timeZone} action={setZone} />}
          availableNanos={balance.availableNanos}
          isLow={balance.isLow}
          href={may(scope, 'billing.read') ? '/billing' : '/'}
        />
        <main id="content" tabIndex={-1} className="min-w-0 px-4 pt-5 pb-16 outline-none rail:px-6">
          <OpenAccount id={account.id}>{children}</OpenAccount>
        </main>
      </div>
    </div>
  )
}
