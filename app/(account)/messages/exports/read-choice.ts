import { readExportChoice } from '#domain/exports/export-choice.ts'

/** Out of a form or an address. Not more of it than a choice can be long. */
export function readChoice(all: (name: string) => readonly string[], usualZone: string) {
  const one = (name: string) => all(name).at(-1)?.slice(0, 100) ?? null
  return readExportChoice(
    { format: one('format'), columns: all('columns').slice(0, 100), zone: one('zone'), numbers: one('numbers') },
    usualZone,
  )
}
