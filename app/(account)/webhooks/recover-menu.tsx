import { ChevronDown } from 'lucide-react'
import Link from 'next/link'
import { TextField } from '#components/form/field.tsx'
import { localMinute, zoneName } from '#components/time/zone.ts'
import { PRIMARY, QUIET } from '#components/ui/button.ts'
import { replayAllHref } from '#components/webhook/delivery-view.ts'
import { REPLAYS_PATH } from '#components/webhook/webhook-paths.ts'
import { DAY_MS, HOUR_MS, now } from '#lib/time.ts'

const SINCE = [
  ['the last hour', HOUR_MS],
  ['the last 24 hours', DAY_MS],
  ['the last 7 days', 7 * DAY_MS],
] as const

/** From a server that is back to what it missed, in two steps: since when, and then what that would be. Plain GETs. */
export function RecoverMenu({ zone }: { zone: string }) {
  const at = now().getTime()
  const since = (ms: number) => localMinute(new Date(at - ms), zone)
  return (
    <details className="relative">
      <summary className={QUIET}>
        Recover what failed
        <ChevronDown className="size-3.5" strokeWidth={1.5} aria-hidden="true" />
      </summary>
      <div className="absolute top-full right-0 z-10 mt-2 grid w-[min(19rem,calc(100vw-2rem))] gap-4 rounded-lg border border-line bg-surface p-4 shadow-float">
        <ul className="grid gap-1.5 text-13">
          {SINCE.map(([words, ms]) => (
            <li key={words}>
              <Link href={replayAllHref({ outcome: 'undelivered', from: since(ms) })} prefetch={false} className="link">
                Everything of {words}
              </Link>
            </li>
          ))}
        </ul>
        <form method="get" action={`${REPLAYS_PATH}/new`} className="grid gap-3 border-t border-line pt-4">
          <input type="hidden" name="outcome" value="undelivered" />
          <TextField
            name="from"
            id="recover-from"
            type="datetime-local"
            label="Everything since"
            defaultValue={since(6 * HOUR_MS)}
            hint={zoneName(zone)}
            required
          />
          <button type="submit" className={`${PRIMARY} w-fit`}>
            See what that is
          </button>
        </form>
      </div>
    </details>
  )
}
