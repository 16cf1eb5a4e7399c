import Link from 'next/link'
import { QUIET } from '#components/ui/button.ts'
import {
  SPEND_MEASURES,
  SPEND_RANGES,
  SPEND_STACKS,
  type SpendStep,
  type SpendView,
  spendQuery,
} from '#domain/billing/spend-view.ts'
import { BILLING_PATH, billingHref } from './billing-view.ts'
import { MEASURE_WORDS, RANGE_WORDS, STACK_WORDS, STEP_WORDS } from './billing-words.ts'

type Props = { view: SpendView; step: SpendStep; steps: readonly SpendStep[] }

/** Which time, what is measured and what it is stacked by: links and a form, so that it works before anything else has loaded. */
export function SpendBar({ view, step, steps }: Props) {
  const kept = [...spendQuery({ ...view, range: '', since: '', until: '', by: '' })]
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <nav aria-label="Time" className={GROUP}>
          {SPEND_RANGES.map((range) => (
            <Choice
              key={range}
              href={billingHref(view, { range, since: '', until: '', by: '' })}
              isChosen={range === view.range}
              word={RANGE_WORDS[range]}
            />
          ))}
        </nav>
        <form action={BILLING_PATH} className="flex flex-wrap items-center gap-2 text-13">
          {kept.map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <label className="flex items-center gap-2 text-ink-3">
            From
            <input
              type="date"
              name="since"
              defaultValue={view.since}
              required
              className="field w-[9.5rem] [height:32px]"
            />
          </label>
          <label className="flex items-center gap-2 text-ink-3">
            to
            <input type="date" name="until" defaultValue={view.until} className="field w-[9.5rem] [height:32px]" />
          </label>
          <button type="submit" className={QUIET}>
            Show
          </button>
        </form>
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <nav aria-label="What is measured" className={GROUP}>
          {SPEND_MEASURES.map((measure) => (
            <Choice
              key={measure}
              href={billingHref(view, { measure })}
              isChosen={measure === view.measure}
              word={MEASURE_WORDS[measure]}
            />
          ))}
        </nav>
        {steps.length > 1 ? (
          <nav aria-label="Each bar is" className={GROUP}>
            {steps.map((by) => (
              <Choice
                key={by}
                href={billingHref(view, { by })}
                isChosen={by === step}
                word={`By ${STEP_WORDS[by].toLowerCase()}`}
              />
            ))}
          </nav>
        ) : null}
        <nav aria-label="Stacked by" className={GROUP}>
          {SPEND_STACKS.map((stack) => (
            <Choice
              key={stack}
              href={billingHref(view, { stack })}
              isChosen={stack === view.stack}
              word={STACK_WORDS[stack]}
            />
          ))}
        </nav>
      </div>
    </div>
  )
}

const GROUP = 'flex flex-wrap rounded-md border border-line-strong bg-surface p-px'

function Choice({ href, isChosen, word }: { href: string; isChosen: boolean; word: string }) {
  return (
    <Link
      href={href}
      scroll={false}
      aria-current={isChosen ? 'true' : undefined}
      className="inline-flex min-h-7 items-center rounded-[4px] px-2.5 text-13 whitespace-nowrap text-ink-2 hover:text-ink aria-[current]:bg-sunk aria-[current]:font-medium aria-[current]:text-ink"
    >
      {word}
    </Link>
  )
}
