'use client'

import { type ReactNode, useEffect, useRef, useState } from 'react'
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
  const [zone, setZone] = useState(value)
  const select = useRef<HTMLSelectElement>(null)
  useEffect(() => {
    if (!guess) return
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone
    if ([...(select.current?.options ?? [])].some((option) => option.value === here)) setZone(here)
  }, [guess])
  return (
    <SelectField
      ref={select}
      name="time_zone"
      label="Time zone"
      value={zone}
      onChange={(event) => setZone(event.target.value)}
      disabled={disabled}
      errors={errors}
      hint="Days of the account begin and end by it; everybody can still read times in their own."
    >
      {children}
    </SelectField>
  )
}
