import { messageQuery } from '#domain/reports/message-filter.ts'
import type { ExportDetail } from './export-rows.ts'
import { fileName } from './open-export-file.ts'

/** What is in the file, and how to tell that it is whole: goes beside it. */
export function manifestOf(found: ExportDetail): Record<string, unknown> {
  const { id, format, columns, zone, numbers, filter, filterZone, askedAt, rows, contentBytes, sha256, expiresAt } =
    found
  return {
    export: id,
    file: fileName(found, null),
    format,
    columns,
    time_zone: zone,
    numbers,
    filter: Object.fromEntries(messageQuery(filter)),
    filter_time_zone: filterZone,
    accepted_before: askedAt.toISOString(),
    ...(found.day ? { day: found.day } : {}),
    rows: Number(rows),
    content_bytes: Number(contentBytes),
    content_sha256: sha256,
    parts: found.parts.map((part) => ({
      file: fileName(found, part.number),
      rows: Number(part.rows),
      // Of one moment all, unless a worker was stopped in between.
      snapshot_at: part.snapshotAt.toISOString(),
      content_bytes: Number(part.contentBytes),
      file_bytes: Number(part.storedBytes),
      file_sha256: part.sha256,
    })),
    expires_at: expiresAt?.toISOString() ?? null,
  }
}
