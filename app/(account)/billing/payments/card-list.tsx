import { CreditCard } from 'lucide-react'
import type { SavedCard } from '#domain/payments/change-cards.ts'
import { cardName } from '#domain/payments/payment.ts'
import { CardForms, SaveCardForm } from './card-forms.tsx'

type Props = { cards: SavedCard[]; mayChange: boolean; isOn: boolean }

export function CardList({ cards, mayChange, isOn }: Props) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {cards.length > 0 ? (
        <ul className="grid divide-y divide-line rounded-md border border-line">
          {cards.map((card) => (
            <li key={card.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-3 py-2.5">
              <CreditCard className="size-4 shrink-0 text-ink-3" strokeWidth={1.5} aria-hidden="true" />
              <div className="min-w-0 flex-1 basis-40">
                <p className="num font-medium">{cardName(card)}</p>
                <p className="text-13 text-ink-3">
                  until{' '}
                  <span className="num">
                    {String(card.expMonth).padStart(2, '0')}/{card.expYear}
                  </span>
                  {card.isDefault ? ' · charged by auto-recharge' : ''}
                </p>
              </div>
              {mayChange ? <CardForms id={card.id} name={cardName(card)} isDefault={card.isDefault} /> : null}
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-13 text-ink-2">No card is saved. Auto-recharge needs one; single payments do not.</p>
      )}
      {mayChange && isOn ? <SaveCardForm isFirst={cards.length === 0} /> : null}
    </div>
  )
}
