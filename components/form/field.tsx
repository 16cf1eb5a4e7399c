import type { ComponentProps, ReactNode } from 'react'

type Shell = { name: string; label: string; hint?: ReactNode; errors?: string[] | undefined }

/** Label, control, hint and error, tied together for those who listen. */
function FieldShell({ name, label, hint, errors, children }: Shell & { children: ReactNode }) {
  return (
    <div className="grid gap-1.5">
      <label htmlFor={name} className="text-13 font-medium">
        {label}
      </label>
      {children}
      {errors?.length ? (
        <p id={`${name}-error`} className="text-13 text-failed">
          {errors.join(' ')}
        </p>
      ) : null}
      {hint ? (
        <div id={`${name}-hint`} className="text-13 text-ink-3">
          {hint}
        </div>
      ) : null}
    </div>
  )
}

function wiring({ name, hint, errors }: Shell) {
  const describedBy = [errors?.length ? `${name}-error` : '', hint ? `${name}-hint` : ''].filter(Boolean).join(' ')
  return {
    id: name,
    name,
    'aria-invalid': errors?.length ? true : undefined,
    'aria-describedby': describedBy || undefined,
  } as const
}

export function TextField({ label, hint, errors, className = '', ...input }: Shell & ComponentProps<'input'>) {
  const shell = { name: input.name, label, hint, errors }
  return (
    <FieldShell {...shell}>
      <input {...input} {...wiring(shell)} className={`field ${className}`} />
    </FieldShell>
  )
}

export function TextArea({ label, hint, errors, ...area }: Shell & ComponentProps<'textarea'>) {
  const shell = { name: area.name, label, hint, errors }
  return (
    <FieldShell {...shell}>
      <textarea {...area} {...wiring(shell)} className="field" />
    </FieldShell>
  )
}

export function SelectField({ label, hint, errors, className = '', ...select }: Shell & ComponentProps<'select'>) {
  const shell = { name: select.name, label, hint, errors }
  return (
    <FieldShell {...shell}>
      <select {...select} {...wiring(shell)} className={`field ${className}`} />
    </FieldShell>
  )
}
