/**
 * What stands in `schema/` but not in a migrated database, or the other way round, as Prisma's own engine sees it.
 * It sees tables, columns, keys, indexes and enums; checks, policies, triggers and functions are only in the migrations.
 */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import { SchemaEngine } from '@prisma/schema-engine-wasm'
import pg from 'pg'

/** Answers SQL that would turn the database into the schema; empty when they agree. */
export async function diffSchema(databaseUrl: string): Promise<string> {
  const files = await readSchema(join(import.meta.dirname, 'schema'))
  const pool = new pg.Pool({ connectionString: databaseUrl })
  const adapter = bindMigrationAwareSqlAdapterFactory(knowingChar(pool))
  const engine = await SchemaEngine.new(
    { datamodels: files.map(({ path, content }) => [path, content]) },
    () => {},
    adapter,
  )
  try {
    const { exitCode, stdout } = await engine.diff({
      from: { tag: 'schemaDatasource', files, configDir: import.meta.dirname },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: true,
      filters: { externalTables: await findPartitions(databaseUrl), externalEnums: [] },
    })
    return exitCode === 0 ? '' : (stdout ?? 'They differ.')
  } finally {
    engine.free()
    await pool.end()
  }
}

/**
 * The engine asks the catalogue for columns of the internal type "char", which the adapter does not know: they are
 * read as text, then called what they are.
 */
function knowingChar(pool: pg.Pool): PrismaPg {
  const { CHAR, TEXT } = pg.types.builtins
  const query = pool.query.bind(pool) as (config: pg.QueryConfig) => Promise<pg.QueryResult>
  const readAsText = async (config: pg.QueryConfig) => {
    const result = await query(config)
    for (const field of result.fields.filter(({ dataTypeID }) => dataTypeID === CHAR)) {
      field.dataTypeID = TEXT
      charColumns.add(field.name)
    }
    return result
  }
  const charColumns = new Set<string>()
  Object.assign(pool, { query: readAsText })

  const factory = new PrismaPg(pool)
  const connect = factory.connect.bind(factory)
  factory.connect = async () => {
    const adapter = await connect()
    const queryRaw = adapter.queryRaw.bind(adapter)
    adapter.queryRaw = async (input) => {
      const result = await queryRaw(input)
      const typeOf = (name: string, index: number) =>
        charColumns.has(name) ? ColumnTypeEnum.Character : (result.columnTypes[index] ?? ColumnTypeEnum.Text)
      return { ...result, columnTypes: result.columnNames.map(typeOf) }
    }
    return adapter
  }
  return factory
}

async function readSchema(folder: string) {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.prisma')).sort()
  const read = async (name: string) => ({
    path: join(folder, name),
    content: await readFile(join(folder, name), 'utf8'),
  })
  return Promise.all(names.map(read))
}

/** Partitions are tables of their own to the engine, but nobody models them; nor Prisma's own table. */
async function findPartitions(connectionString: string): Promise<string[]> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(
      `select format('%s.%s', n.nspname, c.relname) as name
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relispartition and c.relkind in ('r', 'p')`,
    )
    return rows.map(({ name }) => name)
  } finally {
    await client.end()
  }
}
