import { ArrowDown, ArrowUp } from 'lucide-react'
import { COLUMN_NAMES, type ColumnId, FIXED_COLUMN } from '#domain/reports/column-ids.ts'

export type Move = { id: ColumnId; by: -1 | 1 }

type Props = {
  id: ColumnId
  /** Those that are shown, in their order. */
  columns: readonly ColumnId[]
  onToggle: (id: ColumnId) => void
  onMove: (id: ColumnId, by: Move['by']) => void
}

/** The first has no arrows: it stays where it is. */
export function ColumnLine({ id, columns, onToggle, onMove }: Props) {
  const at = columns.indexOf(id)
  const isFixed = id === FIXED_COLUMN
  return (
    <li className="flex min-h-8 items-center gap-1">
      <label className="flex min-h-8 grow items-center gap-2.5 text-13">
        {isFixed ? <input type="hidden" name="column" value={id} /> : null}
        <input
          type="checkbox"
          name={isFixed ? undefined : 'column'}
          value={id}
          checked={at >= 0}
          disabled={isFixed}
          onChange={() => onToggle(id)}
          className="size-4 accent-signal"
        />
        {COLUMN_NAMES[id]}
      </label>
      {isFixed || at < 0 ? null : (
        <>
          <Arrow id={id} by={-1} isAtEnd={at <= 1} onMove={onMove} />
          <Arrow id={id} by={1} isAtEnd={at === columns.length - 1} onMove={onMove} />
        </>
      )}
    </li>
  )
}

type ArrowProps = Move & Pick<Props, 'onMove'> & { isAtEnd: boolean }

/** At the end it keeps the focus, and says that it does nothing. */
function Arrow({ id, by, isAtEnd, onMove }: ArrowProps) {
  const Icon = by < 0 ? ArrowUp : ArrowDown
  const word = by < 0 ? 'up' : 'down'
  return (
    <button
      type="submit"
      name="move"
      value={`${id}:${word}`}
      id={arrowId({ id, by })}
      aria-disabled={isAtEnd}
      aria-label={`Move ${COLUMN_NAMES[id]} ${word}`}
      onClick={(event) => {
        event.preventDefault()
        if (!isAtEnd) onMove(id, by)
      }}
      className="grid size-7 place-items-center rounded-sm text-ink-3 hover:bg-sunk hover:text-ink aria-disabled:opacity-35 aria-disabled:hover:bg-transparent"
    >
      <Icon className="size-3.5" strokeWidth={1.5} aria-hidden="true" />
    </button>
  )
}

export function arrowId({ id, by }: Move): string {
  return `move-${id}-${by < 0 ? 'up' : 'down'}`
}
