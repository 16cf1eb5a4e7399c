import { pool } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'

/**
 * Every operator's command ends alike: with what it has to say, or with a sentence, the usage and exit code 1. Then the database is
 * let go.
 */
export async function runCommand(usage: string, work: () => Promise<string | undefined>): Promise<void> {
  try {
    const said = await work()
    if (said !== undefined) console.log(said)
  } catch (fault) {
    console.error(`✗ ${sentence(fault)}\n\n  ${usage}`)
    process.exitCode = 1
  } finally {
    await pool.end()
  }
}

/** The command that the first word names. */
export function chooseCommand<Command>(commands: Record<string, Command>, name = ''): Command {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) throw new Error(`Say one of: ${Object.keys(commands).join(', ')}.`)
  return command
}

function sentence(fault: unknown): string {
  if (fault instanceof Refusal && fault.fields) return Object.values(fault.fields).flat().join(' ')
  return fault instanceof Error ? fault.message : String(fault)
}
