'use client'

import { type ReactNode, useEffect, useRef } from 'react'
import { SelectField } from './field.tsx'

type Props = {
  value: string
  /** Take this device’s own zone, as long as nobody has chosen. */
  guess?: boolean
  disabled?: boolean
  errors: string[] | undefined
  /** `ZoneOptions` */
  children: ReactNode
}

export function ZoneField({ value, guess = false, disabled = false, errors, children }: Props) {
  const select = useRef<HTMLSelectElement>(null)
  useEffect(() => {
    const options = [...(select.current?.options ?? [])]
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone
    if (!guess || !options.some((option) => option.value === here)) return
    // As the default too: a form that was sent goes back to its defaults.
    for (const option of options) option.defaultSelected = option.selected = option.value === here
  }, [guess])
  return (
    <SelectField
      key={`${guess} ${value}`}
      ref={select}
      name="time_zone"
      label="Time zone"
      defaultValue={value}
      disabled={disabled}
      errors={errors}
      hint="Days of the account begin and end by it; everybody can still read times in their own."
    >
      {children}
    </SelectField>
  )
}
