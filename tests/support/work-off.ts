import type { createDeliverer } from '#server/worker/deliver.ts'

/** Whatever is due is delivered and recorded, a few at once as the pace allows. */
export async function workOff(deliverer: ReturnType<typeof createDeliverer>): Promise<void> {
  do await deliverer.settled()
  while (await deliverer.round())
  await deliverer.settled()
}
