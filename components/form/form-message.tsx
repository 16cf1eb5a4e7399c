import { Notice } from '#components/ui/notice.tsx'
import type { FormState } from './form-state.ts'
import { OpenAccountField } from './open-account.tsx'
import { SudoField } from './sudo-field.tsx'

/** What came of the form, and of which account its page was. The region is always there, so that a change in it is heard; empty, it takes no place in the grid. */
export function FormMessage({ state }: { state: FormState }) {
  const only = state.ok || Object.keys(state.fieldErrors).length === 0
  return (
    <>
      <OpenAccountField />
      {state.sudo ? <SudoField proof={state.sudo} errors={state.fieldErrors.sudo_proof} /> : null}
      <div role="status" className="empty:absolute">
        {state.message && only ? <Notice tone={state.ok ? 'done' : 'failed'}>{state.message}</Notice> : null}
      </div>
    </>
  )
}
