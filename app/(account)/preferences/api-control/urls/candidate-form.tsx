'use client'

import { TextField } from '#components/form/field.tsx'
import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { QUIET } from '#components/ui/button.ts'
import { endCandidate, startCandidate } from './actions.ts'

type Place = { kind: string; number: string }

export function CandidateForm({ kind, number, example }: Place & { example: string }) {
  const { state, send, pending, form } = useForm(startCandidate)
  const { events } = state.fieldErrors
  return (
    <form ref={form} action={send} className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="number" value={number} />
      <TextField
        key={state.values.candidate_url ?? ''}
        name="candidate_url"
        id={`candidate-${kind}`}
        label="Candidate"
        type="url"
        inputMode="url"
        placeholder={example}
        maxLength={2000}
        autoComplete="off"
        spellCheck={false}
        className="num"
        defaultValue={state.values.candidate_url ?? ''}
        errors={state.fieldErrors.candidate_url}
        hint="It gets each event once, marked as a copy. What it answers changes nothing: the real delivery is queued, tried and charged as without it."
      />
      <div className="flex flex-wrap items-center gap-2">
        <label htmlFor={`events-${kind}`} className="text-13 text-ink-2">
          Copies of the next
        </label>
        <select id={`events-${kind}`} name="events" defaultValue="100" className="field w-auto">
          <option value="10">10 events</option>
          <option value="100">100 events</option>
          <option value="1000">1,000 events</option>
        </select>
        <button type="submit" disabled={pending} className={`${QUIET} min-h-9`}>
          Start
        </button>
      </div>
      {events ? <p className="text-13 text-failed">{events.join(' ')}</p> : null}
      <FormMessage state={state} />
    </form>
  )
}

type EndProps = { shadow: string; seen: number; runs: boolean; mayAdopt: boolean }

export function EndCandidateForm({ shadow, seen, runs, mayAdopt }: EndProps) {
  const { state, send, pending, form } = useForm(endCandidate)
  return (
    <form ref={form} action={send} className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <input type="hidden" name="shadow" value={shadow} />
      <input type="hidden" name="seen" value={seen} />
      <div className="flex flex-wrap gap-2">
        {mayAdopt ? (
          <button type="submit" name="do" value="adopt" disabled={pending} className={`${QUIET} min-h-9`}>
            Make it the URL
          </button>
        ) : null}
        {runs ? (
          <button type="submit" name="do" value="stop" disabled={pending} className={`${QUIET} min-h-9`}>
            Stop
          </button>
        ) : null}
      </div>
      <FormMessage state={state} />
    </form>
  )
}
