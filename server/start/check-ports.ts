import { createServer } from 'node:net'
import { PORT_VARIABLES, type Ports, type Settings } from './settings.ts'
import { StartProblem } from './start-problem.ts'

/** A taken port is said before anything is started, with the variable that moves it. */
export async function checkPorts({ ports, databaseUrl }: Settings) {
  const names: (keyof Ports)[] = ['portal', 'api', 'worker', 'smpp', 'control']
  if (!databaseUrl) names.push('postgres')
  for (const name of names) {
    if (await isFree(ports[name])) continue
    const { variable } = PORT_VARIABLES[name]
    throw new StartProblem(
      `Port ${ports[name]} is taken by another program. Free it, or set ${variable} to another port.`,
    )
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen({ port, exclusive: true }, () => probe.close(() => resolve(true)))
  })
}
