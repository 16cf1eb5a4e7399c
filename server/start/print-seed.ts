/** Runs the seed in a process of its own, since the verbs it calls read their database from the environment. */
import { seedDemo } from '#prisma/seed/main.ts'

console.log(JSON.stringify(await seedDemo()))
process.exit(0)
