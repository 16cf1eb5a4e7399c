/** The Prisma client alone, for the type checker and the tests. */
import { generateClient } from './generate-client.ts'
import { root } from './settings.ts'
import { sayOn } from './step.ts'

await generateClient(root, sayOn(process.stdout), new AbortController().signal)
