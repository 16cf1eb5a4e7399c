import { Check, ChevronDown, Plus } from 'lucide-react'
import { roleWord } from './roles.ts'

type Account = { id: string; name: string; role: string }
type Props = { current: { id: string; name: string }; accounts: Account[]; action: (form: FormData) => Promise<void> }

export function AccountSwitch({ current, accounts, action }: Props) {
  return (
    <>
      <button
        type="button"
        popoverTarget="accounts"
        className="flex h-8 min-w-0 items-center gap-1.5 rounded-md px-2 font-medium hover:bg-sunk rail:-ml-2"
      >
        <span className="truncate">{current.name}</span>
        <ChevronDown className="size-4 shrink-0 text-ink-3" strokeWidth={1.5} aria-hidden="true" />
        <span className="sr-only">Switch account</span>
      </button>
      <div
        id="accounts"
        popover="auto"
        className="fixed top-[46px] left-3 max-h-[70vh] w-[min(20rem,calc(100vw-1.5rem))] overflow-auto rounded-lg bg-surface p-1.5 shadow-float rail:left-[230px]"
      >
        <form action={action}>
          {accounts.map((account) => (
            <button
              key={account.id}
              type="submit"
              name="account"
              value={account.id}
              aria-current={account.id === current.id ? 'true' : undefined}
              className="flex w-full items-center gap-2 rounded-md px-2.5 py-1.5 text-left hover:bg-sunk"
            >
              <span className="min-w-0 flex-1">
                <span className="block truncate">{account.name}</span>
                <span className="block text-12 text-ink-3">{roleWord(account.role)}</span>
              </span>
              {account.id === current.id ? (
                <Check className="size-4 text-signal" strokeWidth={1.75} aria-hidden="true" />
              ) : null}
            </button>
          ))}
        </form>
        {/* Loads the page anew, which also closes this. */}
        <a
          href="/accounts/new"
          className="mt-1.5 flex items-center gap-2 rounded-md border-t border-line px-2.5 py-2 text-ink-2 hover:bg-sunk hover:text-ink"
        >
          <Plus className="size-4 text-ink-3" strokeWidth={1.5} aria-hidden="true" />
          Open another account
        </a>
      </div>
    </>
  )
}
