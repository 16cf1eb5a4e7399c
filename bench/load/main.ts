/** The load's own process: told a plan, answers what came of it. */
import process from 'node:process'
import type { Plan } from './plan.ts'
import { runLoad } from './run-load.ts'

process.on('message', (plan: Plan) => {
  runLoad(plan).then(
    (result) => process.send?.(result),
    (fault: unknown) => {
      console.error(fault)
      process.exit(1)
    },
  )
})
