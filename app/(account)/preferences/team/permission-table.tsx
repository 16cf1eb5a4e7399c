import { Check } from 'lucide-react'
import { roleWord } from '#components/layout/roles.ts'
import { ALL_PERMISSIONS, PERMISSION_WORDS, roleMay } from '#domain/access/permissions.ts'
import { ROLES } from '#domain/access/scope.ts'

/** Printed from the very table that pages, actions and the API ask. */
export function PermissionTable() {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section aria-label="What each role may do" tabIndex={0} className="ledger-frame relative overflow-x-auto">
      <table className="ledger min-w-[46rem] [&_thead_th]:static">
        <caption className="sr-only">Permissions by role</caption>
        <thead>
          <tr>
            <th scope="col">Permission</th>
            {ROLES.map((role) => (
              <th key={role} scope="col" className="text-center!">
                {roleWord(role)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ALL_PERMISSIONS.map((permission) => (
            <tr key={permission}>
              <th
                scope="row"
                className="text-13! text-ink! whitespace-normal! font-normal! border-line [tr:not(:last-child)>&]:border-b"
              >
                {PERMISSION_WORDS[permission]}
              </th>
              {ROLES.map((role) => (
                <td key={role} className="text-center">
                  {roleMay(role, permission) ? (
                    <Check className="inline size-4 text-signal" strokeWidth={1.75} role="img" aria-label="may" />
                  ) : (
                    <span className="sr-only">may not</span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
