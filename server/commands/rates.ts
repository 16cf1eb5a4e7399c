/** `npm run rates`: an operator publishes prices from a deck, and answers those who ask for volume prices. */
import { readFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { systemScope } from '#domain/access/system-scope.ts'
import { withdrawQuote } from '#domain/rates/end-quote.ts'
import { importDeck, previewDeck } from '#domain/rates/import-deck.ts'
import { listImports } from '#domain/rates/list-imports.ts'
import { offerQuote } from '#domain/rates/offer-quote.ts'
import { readCards } from '#domain/rates/read-cards.ts'
import { DECK_COLUMNS } from '#domain/rates/read-deck.ts'
import { readEffectiveFrom } from '#domain/rates/read-effective-from.ts'
import { findAccountOfQuote, findQuotes, readQuotes } from '#domain/rates/read-quotes.ts'
import { now } from '#lib/time.ts'
import { chooseCommand, runCommand } from './run-command.ts'
import { tellCards, tellDeck, tellProblems, tellQuoteLine } from './tell-rates.ts'

const USAGE = `npm run rates -- list                 what is published, in force and announced
  npm run rates -- preview deck.csv     what the deck would change; nothing changes
  npm run rates -- import deck.csv      publishes it, all or nothing
  npm run rates -- imports              which decks came in, from whom and when
  npm run rates -- quotes [--all]       who asks for volume prices; --all: also those that have ended
  npm run rates -- offer QUOTE --deck deck.csv --valid-until 2027-01-31 [--note "…"]
  npm run rates -- withdraw QUOTE

  A deck is CSV in UTF-8. Its first line names the columns: ${DECK_COLUMNS.required.join(', ')} must be there;
  ${DECK_COLUMNS.optional.join(', ')} may be. Prices are dollars a part, dates are UTC. See docs/operating.md, Rates.`

type Options = ReturnType<typeof readOptions>['values']

const COMMANDS: Record<string, (subject: string, options: Options) => Promise<string>> = {
  list: async () => tellCards(await readCards()),
  preview: async (path) => {
    const { changes, problems } = await previewDeck(await readFileOf(path))
    return problems.length > 0
      ? failed(problems)
      : `${tellDeck(changes)}\n\nNothing was changed. To publish it: npm run rates -- import ${path}`
  },
  import: async (path) => {
    const { changes, problems } = await importDeck(await readFileOf(path), userInfo().username)
    return problems.length > 0 ? failed(problems) : `${tellDeck(changes)}\n\nPublished.`
  },
  imports: async () => {
    const imports = await listImports()
    const lines = imports.map(
      ({ at, importedBy, fileName, sha256, lines }) =>
        `${at.toISOString().slice(0, 16)}Z  ${importedBy}  ${fileName}  ${lines} lines  sha256 ${sha256}`,
    )
    return lines.join('\n') || 'No deck has come in yet.'
  },
  quotes: async (_, { all }) => {
    const found = await findQuotes(
      all ? ['asked', 'offered', 'accepted', 'declined', 'expired', 'withdrawn'] : ['asked', 'offered'],
    )
    const lines = await Promise.all(
      found.map(async ({ accountId, id }) => {
        const quotes = await readQuotes(scopeOf(accountId))
        return quotes.filter((quote) => quote.id === id).map((quote) => tellQuoteLine(quote, accountId))
      }),
    )
    return lines.flat().join('\n') || 'Nobody asks.'
  },
  offer: async (id, { deck, note = '', 'valid-until': validUntil }) => {
    if (!deck || !validUntil) throw new Error('An offer needs --deck and --valid-until.')
    const until = readEffectiveFrom(validUntil, now())
    if (typeof until === 'string') throw new Error(until.replace('effective_from', '--valid-until'))
    const scope = await scopeOfQuote(id)
    const problems = await offerQuote(scope, { id, deck: (await readFileOf(deck)).bytes, validUntil: until, note })
    return problems.length > 0
      ? failed(problems)
      : `Offered, valid until ${until.toISOString().slice(0, 16)}Z. The account has a letter.`
  },
  withdraw: async (id) => {
    await withdrawQuote(await scopeOfQuote(id), id)
    return 'Withdrawn.'
  },
}

await runCommand(USAGE, () => {
  const { values, positionals } = readOptions()
  return chooseCommand(COMMANDS, positionals[0])(positionals[1] ?? '', values)
})

function readOptions() {
  return parseArgs({
    allowPositionals: true,
    options: {
      all: { type: 'boolean' },
      deck: { type: 'string' },
      note: { type: 'string' },
      'valid-until': { type: 'string' },
    },
  })
}

async function readFileOf(path: string): Promise<{ name: string; bytes: Uint8Array }> {
  if (path === '') throw new Error('Which file? Name it at the end.')
  return { name: basename(path), bytes: await readFile(path) }
}

async function scopeOfQuote(id: string) {
  const accountId = await findAccountOfQuote(id)
  if (!accountId) throw new Error(`There is no quote ${id || 'without an id'}.`)
  return scopeOf(accountId)
}

function scopeOf(accountId: string) {
  return systemScope(accountId, 'Operator', 'npm run rates')
}

function failed(problems: Parameters<typeof tellProblems>[0]): string {
  process.exitCode = 1
  return tellProblems(problems)
}
