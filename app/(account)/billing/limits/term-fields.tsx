import { TextField } from '#components/form/field.tsx'

type Props = {
  /** Of the form: a page has several. */
  id: string
  values: Record<string, string>
  errors: Record<string, string[]>
  saved: { name: string; amount: string; percents: string }
}

export function TermFields({ id, values, errors, saved }: Props) {
  const field = (name: string, label: string, value: string, hint?: string) => (
    <TextField
      key={`${name} ${values[name] ?? value}`}
      id={`${id}-${name}`}
      name={name}
      label={label}
      autoComplete="off"
      maxLength={name === 'limit_name' ? 60 : 40}
      required={name !== 'percents'}
      className={name === 'limit_name' ? '' : 'num'}
      defaultValue={values[name] ?? value}
      errors={errors[name]}
      hint={hint}
    />
  )
  return (
    <>
      {field('limit_name', 'Name', saved.name)}
      {field('limit_amount', 'At most, in US dollars', saved.amount)}
      {field('percents', 'Tell at these percentages', saved.percents, 'Once each in a period. None: nobody is told.')}
    </>
  )
}
