/** Arms in turn, round after round, each round beginning with another arm: what the machine does meanwhile meets all of them. */
export const ROUNDS = Math.max(1, Number(process.env.BENCH_ROUNDS ?? 7))
export const SECONDS = Number(process.env.BENCH_SECONDS ?? 3)

export async function playRounds<Name extends string, Result>(
  title: string,
  arms: Record<Name, () => Promise<Result>>,
): Promise<Record<Name, Result[]>> {
  const names = Object.keys(arms) as Name[]
  const results = Object.fromEntries(names.map((name): [string, Result[]] => [name, []])) as Record<Name, Result[]>
  for (let round = 0; round < ROUNDS; round++) {
    const order = names.map((_, index) => names[(index + round) % names.length] as Name)
    for (const name of order) {
      console.error(`  ${title}: round ${round + 1} of ${ROUNDS}, ${name}`)
      results[name].push(await arms[name]())
    }
  }
  return results
}
