/** How the message log looks: which columns, in what order, how dense. */
import {
  COLUMN_IDS,
  type ColumnId,
  DEFAULT_COLUMNS,
  DENSITIES,
  type Density,
  FIXED_COLUMN,
} from '#domain/reports/column-ids.ts'

export type MessageLook = { columns: readonly ColumnId[]; density: Density }

export const DEFAULT_LOOK: MessageLook = { columns: DEFAULT_COLUMNS, density: 'comfortable' }

/** Each column once, the fixed one first; what is no column is left out. Null where nothing is left: nothing was chosen. */
export function readColumns(ids: readonly string[]): readonly ColumnId[] | null {
  const known = [...new Set(ids)].flatMap((id) => COLUMN_IDS.find((one) => one === id) ?? [])
  if (known.length === 0) return null
  return [FIXED_COLUMN, ...known.filter((id) => id !== FIXED_COLUMN)]
}

export function readDensity(text: string): Density | null {
  return DENSITIES.find((one) => one === text) ?? null
}

/** As the database has it; what a later version no longer knows is left out. */
export function readLook({ columns, density }: { columns: readonly string[]; density: string }): MessageLook {
  return {
    columns: readColumns(columns) ?? DEFAULT_LOOK.columns,
    density: readDensity(density) ?? DEFAULT_LOOK.density,
  }
}

export function isSameLook(one: MessageLook, other: MessageLook): boolean {
  return one.density === other.density && one.columns.join() === other.columns.join()
}

/** One place to the left (`-1`) or to the right; the fixed column gives way to none. */
export function moveColumn(columns: readonly ColumnId[], id: ColumnId, by: -1 | 1): readonly ColumnId[] {
  const at = columns.indexOf(id)
  const to = at + by
  if (at < 1 || to < 1 || to >= columns.length) return columns
  return columns.toSpliced(at, 1).toSpliced(to, 0, id)
}
