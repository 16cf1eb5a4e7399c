'use server'

import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import { accountAction, text } from '#app/_web/action.ts'
import { chooseCard, removeCard } from '#domain/payments/change-cards.ts'
import { setAlerts } from '#domain/payments/set-alerts.ts'
import { setRecharge } from '#domain/payments/set-recharge.ts'
import { startSavingCard } from '#domain/payments/start-saving-card.ts'
import { startTopUp } from '#domain/payments/start-top-up.ts'

export const topUp = accountAction('top up', 'billing.manage', async ({ scope }, form) => {
  redirect(await startTopUp(scope, { amount: text(form, 'amount'), saveCard: text(form, 'save_card') === 'on' }))
})

export const addCard = accountAction('save card', 'billing.manage', async ({ scope }) => {
  redirect(await startSavingCard(scope))
})

export const pickCard = accountAction('choose card', 'billing.manage', async ({ scope }, form) => {
  await chooseCard(scope, text(form, 'card'))
  refresh()
  return { message: 'Auto-recharge charges this card from now on.' }
})

export const dropCard = accountAction('remove card', 'billing.manage', async ({ scope }, form) => {
  await removeCard(scope, text(form, 'card'))
  refresh()
})

export const saveRecharge = accountAction('set auto-recharge', 'billing.manage', async ({ scope }, form) => {
  const on = text(form, 'recharge') === 'on'
  const [below, amount] = [text(form, 'below'), text(form, 'recharge_amount')]
  await setRecharge(scope, { on, below, amount, day: text(form, 'day_most'), month: text(form, 'month_most') })
  refresh()
  return { message: on ? 'Saved. Auto-recharge is on.' : 'Saved. Auto-recharge is off.' }
})

export const saveAlerts = accountAction('set balance alerts', 'billing.manage', async ({ scope }, form) => {
  await setAlerts(scope, text(form, 'alerts'))
  refresh()
  return { message: 'Saved.' }
})
