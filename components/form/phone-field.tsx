'use client'

import { useState } from 'react'
import { formatNumber } from '#domain/numbers/format-number.ts'
import { parseNumber } from '#domain/numbers/nanp.ts'
import { PARTY_SENTENCES, partyProblem } from '#domain/routing/parties.ts'
import { TextField } from './field.tsx'

type Props = {
  name: string
  label: string
  hint: string
  errors: string[] | undefined
  typed: string | undefined
  /** Our own number at the other end, in E.164: not every pair may meet (`domain/routing/parties.ts`). */
  own?: string | undefined
  onType?: (text: string) => void
}

const PROBLEMS = {
  alphanumeric: 'Numbers only, please: letters cannot be reached.',
  short_code: 'This looks like a short code. Short codes are not supported.',
  not_nanp: 'Not a North American number yet.',
} as const

/** Takes a number however it was pasted, and shows what was understood. */
export function PhoneField({ name, label, hint, errors, typed, own, onType }: Props) {
  const [text, setText] = useState(typed ?? '')
  return (
    <TextField
      name={name}
      label={label}
      type="tel"
      inputMode="tel"
      autoComplete="off"
      required
      maxLength={40}
      placeholder="(206) 555-0107"
      className="num"
      value={text}
      onChange={(event) => {
        setText(event.target.value)
        onType?.(event.target.value)
      }}
      errors={errors}
      hint={text.trim() === '' ? hint : errors?.length ? undefined : <Understood text={text} own={own} />}
    />
  )
}

function Understood({ text, own }: { text: string; own: string | undefined }) {
  const number = parseNumber(text)
  if (!number.ok) return <span>{PROBLEMS[number.problem]}</span>
  const problem = own ? partyProblem(own, number.e164) : null
  if (problem) return <span className="text-failed">{PARTY_SENTENCES[problem]}</span>
  return (
    <span>
      Understood as <span className="num text-ink">{formatNumber(number.e164)}</span>, {number.e164}
      {number.kind === 'toll_free' ? ', toll-free' : ''}
    </span>
  )
}
