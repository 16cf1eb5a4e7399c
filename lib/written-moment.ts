/** A day, or a minute of it, as filters write it. For the browser too. */

/** The text itself, or '' for what is no day or minute of this century. */
export function readWrittenMoment(text: string): string {
  const [day = '', minute] = text.split('T')
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || (minute !== undefined && !/^([01]\d|2[0-3]):[0-5]\dZ?$/.test(minute))) return ''
  const at = new Date(`${day}T00:00:00Z`)
  // JavaScript makes March 2 of February 30; PostgreSQL would refuse it.
  const exists = !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day)
  return exists && at.getUTCFullYear() >= 2000 && at.getUTCFullYear() < 2100 ? text : ''
}
