import type { ComponentProps, ReactNode } from 'react'

/** `id`: where a page has two fields of one name. */
type Shell = { name: string; id?: string; label: string; hint?: ReactNode; errors?: string[] | undefined }

/** Label, control, hint and error, tied together for those who listen. */
function FieldShell({ name, id = name, label, hint, errors, children }: Shell & { children: ReactNode }) {
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-13 font-medium">
        {label}
      </label>
      {children}
      {errors?.length ? (
        <p id={`${id}-error`} className="text-13 text-failed">
          {errors.join(' ')}
        </p>
      ) : null}
      {hint ? (
        <div id={`${id}-hint`} className="text-13 text-ink-3">
          {hint}
        </div>
      ) : null}
    </div>
  )
}

function wiring({ name, id = name, hint, errors }: Shell) {
  const describedBy = [errors?.length ? `${id}-error` : '', hint ? `${id}-hint` : ''].filter(Boolean).join(' ')
  return {
    id,
    name,
    'aria-invalid': errors?.length ? true : undefined,
    'aria-describedby': describedBy || undefined,
  } as const
}

export function TextField({ label, hint, errors, className = '', ...input }: Shell & ComponentProps<'input'>) {
  const shell = { name: input.name, id: input.id ?? input.name, label, hint, errors }
  return (
    <FieldShell {...shell}>
      <input {...input} {...wiring(shell)} className={`field ${className}`} />
    </FieldShell>
  )
}

export function TextArea({ label, hint, errors, ...area }: Shell & ComponentProps<'textarea'>) {
  const shell = { name: area.name, id: area.id ?? area.name, label, hint, errors }
  return (
    <FieldShell {...shell}>
      <textarea {...area} {...wiring(shell)} className="field" />
    </FieldShell>
  )
}

export function SelectField({ label, hint, errors, className = '', ...select }: Shell & ComponentProps<'select'>) {
  const shell = { name: select.name, id: select.id ?? select.name, label, hint, errors }
  return (
    <FieldShell {...shell}>
      <select {...select} {...wiring(shell)} className={`field ${className}`} />
    </FieldShell>
  )
}
