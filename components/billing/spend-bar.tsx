import { DaySpanForm } from '#components/form/day-span-form.tsx'
import { Choice, ChoiceBar } from '#components/ui/choice-bar.tsx'
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
        <ChoiceBar label="Time">
          {SPEND_RANGES.map((range) => (
            <Choice
              key={range}
              href={billingHref(view, { range, since: '', until: '', by: '' })}
              isChosen={range === view.range}
              word={RANGE_WORDS[range]}
            />
          ))}
        </ChoiceBar>
        <DaySpanForm action={BILLING_PATH} since={view.since} until={view.until}>
          {kept.map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
        </DaySpanForm>
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <ChoiceBar label="What is measured">
          {SPEND_MEASURES.map((measure) => (
            <Choice
              key={measure}
              href={billingHref(view, { measure })}
              isChosen={measure === view.measure}
              word={MEASURE_WORDS[measure]}
            />
          ))}
        </ChoiceBar>
        {steps.length > 1 ? (
          <ChoiceBar label="Each bar is">
            {steps.map((by) => (
              <Choice
                key={by}
                href={billingHref(view, { by })}
                isChosen={by === step}
                word={`By ${STEP_WORDS[by].toLowerCase()}`}
              />
            ))}
          </ChoiceBar>
        ) : null}
        <ChoiceBar label="Stacked by">
          {SPEND_STACKS.map((stack) => (
            <Choice
              key={stack}
              href={billingHref(view, { stack })}
              isChosen={stack === view.stack}
              word={STACK_WORDS[stack]}
            />
          ))}
        </ChoiceBar>
      </div>
    </div>
  )
}
