import { ROLE_WORDS } from '#domain/access/role-words.ts'
import type { Role } from '#domain/access/scope.ts'

type Props = { legend: string; roles: readonly Role[]; value: string; errors: string[] | undefined }

/** One of the roles, each with what it is for. */
export function RoleChoice({ legend, roles, value, errors }: Props) {
  return (
    <fieldset className="grid gap-2" aria-describedby={errors ? 'role-error' : undefined}>
      <legend className="mb-1.5 text-13 font-medium break-words">{legend}</legend>
      {/* A refused form comes back with what was chosen: a fresh key, or the browser would put the old choice back. */}
      <div key={value} className="grid gap-x-6 gap-y-2 sm:grid-cols-2">
        {roles.map((role) => (
          <label key={role} className="flex items-start gap-2.5">
            <input
              type="radio"
              name="role"
              value={role}
              defaultChecked={role === value}
              aria-invalid={errors ? true : undefined}
              className="mt-0.5 size-4 shrink-0 accent-signal"
            />
            <span className="text-13">
              <span className="block font-medium">{ROLE_WORDS[role].word}</span>
              <span className="block text-ink-2">{ROLE_WORDS[role].line}</span>
            </span>
          </label>
        ))}
      </div>
      {errors ? (
        <p id="role-error" className="text-13 text-failed">
          {errors.join(' ')}
        </p>
      ) : null}
    </fieldset>
  )
}
