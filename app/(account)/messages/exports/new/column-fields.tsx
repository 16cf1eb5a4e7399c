import { columnOf, EXPORT_COLUMN_NAMES, USUAL_EXPORT_COLUMNS } from '#domain/exports/export-columns.ts'

/** On the server: what a column is to the database stays there. */
export function ColumnFields({ mayReadContent }: { mayReadContent: boolean }) {
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 text-13 font-medium">Columns</legend>
      <div className="grid grid-cols-[repeat(auto-fill,minmax(13.5rem,1fr))] gap-x-4 rounded-md border border-line bg-surface px-3 py-1.5">
        {EXPORT_COLUMN_NAMES.filter((name) => mayReadContent || name !== 'content').map((name) => {
          const { title, hint } = columnOf(name)
          return (
            <label key={name} className="flex min-h-8 cursor-pointer items-center gap-2.5 text-13">
              <input
                type="checkbox"
                name="columns"
                value={name}
                defaultChecked={USUAL_EXPORT_COLUMNS.includes(name)}
                className="size-3.5 shrink-0 accent-signal"
              />
              <span className="min-w-0">
                {title}
                {hint ? <span className="text-12 text-ink-3"> {hint}</span> : null}
              </span>
            </label>
          )
        })}
      </div>
      {mayReadContent ? null : (
        <p className="text-13 text-ink-3">What messages say is not offered: your role may not see it.</p>
      )}
    </fieldset>
  )
}
