import { zoneCity } from '#components/time/zone.ts'

const NEAR = [
  'America/Los_Angeles',
  'America/Phoenix',
  'America/Denver',
  'America/Chicago',
  'America/New_York',
  'America/Anchorage',
  'Pacific/Honolulu',
  'America/Vancouver',
  'America/Edmonton',
  'America/Winnipeg',
  'America/Toronto',
  'America/Halifax',
  'America/St_Johns',
  'America/Puerto_Rico',
]

/** For a select: where the numbers are first, then the world by region. Rendered on the server: a browser may know other names. */
export function ZoneOptions({ zones }: { zones: readonly string[] }) {
  const regions = Map.groupBy(zones, (zone) => (zone.includes('/') ? (zone.split('/')[0] ?? '') : 'Other'))
  return (
    <>
      <optgroup label="United States and Canada">
        {NEAR.filter((zone) => zones.includes(zone)).map((zone) => (
          <option key={zone} value={zone}>
            {zoneCity(zone)}
          </option>
        ))}
      </optgroup>
      {[...regions].map(([region, members]) => (
        <optgroup key={region} label={region}>
          {members
            .filter((zone) => !NEAR.includes(zone))
            .map((zone) => (
              <option key={zone} value={zone}>
                {zone.split('/').slice(1).join(', ').replaceAll('_', ' ') || zone}
              </option>
            ))}
        </optgroup>
      ))}
    </>
  )
}
