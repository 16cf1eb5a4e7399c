import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { LoadResult, Plan } from './plan.ts'

export type Load = { run: (plan: Plan) => Promise<LoadResult>; stop: () => void }

export function startLoad(): Load {
  const child = fork(join(import.meta.dirname, 'main.ts'))
  const gone = once(child, 'exit').then(() => {
    throw new Error('the load process ended')
  })
  gone.catch(() => {})
  return {
    run: async (plan) => {
      const answer = once(child, 'message')
      child.send(plan)
      const [result] = await Promise.race([answer, gone])
      return result as LoadResult
    },
    stop: () => child.kill(),
  }
}
