import type { MessageFilter } from '#domain/reports/message-filter.ts'
import type { ReaderViews } from '#domain/views/read-views.ts'
import { NO_VIEW, shownQuery, type ViewAddress } from '#domain/views/view-address.ts'
import type { ViewInForce } from '#domain/views/view-in-force.ts'
import { LookMenu } from './look-menu.tsx'
import { viewHref } from './view-href.ts'
import { ViewList } from './view-list.tsx'
import { ViewMenu } from './view-menu.tsx'

type Props = { reader: ReaderViews; inForce: ViewInForce; shown: MessageFilter & ViewAddress }

/** Which view of the log is open, and how the log looks. */
export function ViewsBar({ reader, inForce: { open, isChanged, look }, shown }: Props) {
  const here = shownQuery(shown).toString()
  const { view, ...rest } = shown
  const isEvery = shownQuery(view === NO_VIEW ? rest : shown).size === 0
  return (
    <div className="ml-auto flex flex-wrap items-center gap-2 max-sm:ml-0">
      <ViewMenu
        here={here}
        columns={look.columns}
        density={look.density}
        open={open && { id: open.id, name: open.name, href: viewHref(open), isChanged, mayChange: open.mayChange }}
      >
        <ViewList views={reader.views} opens={reader.opens} openId={open?.id ?? null} isEvery={isEvery} />
      </ViewMenu>
      <LookMenu here={here} look={look} inView={open?.name ?? null} />
    </div>
  )
}
