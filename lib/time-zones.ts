/** The time zones an account can live in: the names this Node knows, and UTC. */
export const TIME_ZONES: readonly string[] = [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC'])]

export const USUAL_TIME_ZONE = 'America/Los_Angeles'

export function zoneProblem(text: string): string | null {
  return TIME_ZONES.includes(text) ? null : 'Choose a time zone from the list, such as America/New_York.'
}
