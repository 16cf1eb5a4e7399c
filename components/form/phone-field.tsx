'use client'

import { useState } from 'react'
import { formatNumber } from '#domain/numbers/format-number.ts'
import { parseNumber } from '#domain/numbers/nanp.ts'
import { TextField } from './field.tsx'

type Props = { name: string; label: string; hint: string; errors: string[] | undefined; typed: string | undefined }

const PROBLEMS = {
  alphanumeric: 'Numbers only, please: letters cannot be reached.',
  short_code: 'This looks like a short code. Short codes are not supported.',
  not_nanp: 'Not a North American number yet.',
} as const

/** Takes a number however it was pasted, and shows what was understood. */
export function PhoneField({ name, label, hint, errors, typed }: Props) {
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
      onChange={(event) => setText(event.target.value)}
      errors={errors}
      hint={text.trim() === '' ? hint : errors?.length ? undefined : <Understood text={text} />}
    />
  )
}

function Understood({ text }: { text: string }) {
  const number = parseNumber(text)
  if (!number.ok) return <span>{PROBLEMS[number.problem]}</span>
  return (
    <span>
      Understood as <span className="num text-ink">{formatNumber(number.e164)}</span>, {number.e164}
      {number.kind === 'toll_free' ? ', toll-free' : ''}
    </span>
  )
}
