'use client'

import { useRef } from 'react'
import { type Zone, zoneCity } from '#components/time/zone.ts'
import { Kbd } from '#components/ui/kbd.tsx'

type Props = { zone: Zone; accountZone: string; action: (form: FormData) => Promise<void> }

/** Account → this device → UTC. Before JavaScript the device's zone is not known, so it is left out. */
export function ZoneSwitch({ zone, accountZone, action }: Props) {
  const choice = useRef<HTMLInputElement>(null)
  const fallback = zone.choice === 'utc' ? 'account' : 'utc'

  function chooseNext() {
    const local = Intl.DateTimeFormat().resolvedOptions().timeZone
    if (choice.current && zone.choice === 'account' && local !== accountZone) choice.current.value = `local:${local}`
  }

  return (
    <form action={action} onSubmit={chooseNext}>
      <input ref={choice} type="hidden" name="zone" defaultValue={fallback} key={zone.choice} />
      <button
        id="zone-switch"
        type="submit"
        title="Switch between the account's time zone, this device's and UTC"
        className="flex h-8 items-center gap-2 rounded-md border border-line px-2 text-12 text-ink-2 hover:bg-sunk"
      >
        <span className="sr-only">Time zone: </span>
        {zoneCity(zone.name)}
        {zone.choice === 'local' ? <span className="text-ink-3">local</span> : null}
        <span className="max-rail:hidden" aria-hidden="true">
          <Kbd>u</Kbd>
        </span>
      </button>
    </form>
  )
}
