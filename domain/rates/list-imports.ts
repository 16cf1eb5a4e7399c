import { query } from '#lib/db.ts'

export type RateImport = { at: Date; importedBy: string; fileName: string; sha256: string; lines: number }

/** For operators: which decks came in, the newest first. */
export async function listImports(limit = 50): Promise<RateImport[]> {
  return query(
    `select at, imported_by as "importedBy", file_name as "fileName", encode(sha256, 'hex') as sha256,
       jsonb_array_length(changes) as lines
     from rate_imports order by at desc, id desc limit $1`,
    [limit],
  )
}
