import { Monitor, Moon, Sun } from 'lucide-react'

const THEMES = [
  { value: 'system', name: 'Theme of the system', icon: Monitor },
  { value: 'light', name: 'Light theme', icon: Sun },
  { value: 'dark', name: 'Dark theme', icon: Moon },
]

export function ThemeSwitch({ current, action }: { current: string; action: (form: FormData) => Promise<void> }) {
  return (
    <form action={action} className="flex w-fit gap-0.5 rounded-md border border-line p-0.5">
      {THEMES.map(({ value, name, icon: Icon }) => (
        <button
          key={value}
          type="submit"
          name="theme"
          value={value}
          aria-label={name}
          title={name}
          aria-pressed={current === value}
          className="grid h-6 w-7 place-items-center rounded-sm text-ink-3 hover:text-ink aria-pressed:bg-sunk aria-pressed:text-ink"
        >
          <Icon className="size-3.5" strokeWidth={1.5} aria-hidden="true" />
        </button>
      ))}
    </form>
  )
}
