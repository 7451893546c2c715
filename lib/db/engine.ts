import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';

const NO_FILTER = { externalTables: [], externalEnums: [] };

/** One migration as it lies on disk: its folder name and SQL. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
}

/** Applies the migrations that are missing in the database at `url`, in order; answers their names. */
export async function applyMigrations(
  url: string,
  dir: string,
  migrations: readonly Migration[],
): Promise<string[]> {
  return withEngine(url, async (engine) => {
    const { appliedMigrationNames } = await engine.applyMigrations({
      filters: NO_FILTER,
      migrationsList: {
        baseDir: dir,
        lockfile: {
          path: 'migration_lock.toml',
          content: await readFile(join(dir, 'migration_lock.toml'), 'utf8'),
        },
        shadowDbInitScript: '',
        migrationDirectories: migrations.map(({ name, sql }) => ({
          path: name,
          migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
        })),
      },
    });
    return appliedMigrationNames;
  });
}

/** The SQL that would make the tables of the Prisma schema in an empty database (`url` is only connected to). */
export async function schemaScript(url: string, files: { path: string; content: string }[]): Promise<string> {
  return withEngine(url, async (engine) => {
    const { stdout } = await engine.diff({
      from: { tag: 'empty' },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: null,
      filters: NO_FILTER,
    });
    return stdout ?? '';
  });
}

async function withEngine<T>(url: string, work: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  const { SchemaEngine } = await loadEngine();
  const factory = new WholeScripts({ connectionString: url, max: 1 });
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(factory);
    const engine = await SchemaEngine.new({ datamodels: undefined }, () => {}, adapter);
    try {
      return await work(engine);
    } finally {
      engine.free();
    }
  } finally {
    await factory.close();
  }
}

/**
 * PrismaPg cuts a script at every semicolon, also inside functions and comments, and sends the parts one by one.
 * This one sends it whole, which PostgreSQL runs as one transaction: a migration is applied wholly or not at all.
 */
class WholeScripts extends PrismaPg {
  private readonly pools = new Set<{ end(): Promise<void> }>();

  /** The engine leaves its connections open when it is freed. */
  async close(): Promise<void> {
    await Promise.all([...this.pools].map((pool) => pool.end()));
  }

  override async connect() {
    const adapter = await super.connect();
    this.pools.add(adapter.underlyingDriver());
    adapter.executeScript = async (script) => {
      try {
        await adapter.underlyingDriver().query(script);
      } catch (error) {
        (adapter as unknown as { onError(error: unknown): never }).onError(error);
      }
    };
    return adapter;
  }
}

let loaded: Promise<typeof import('@prisma/schema-engine-wasm')> | undefined;

/** The package imports its .wasm as a module, which Node 20 cannot: so the instance is made by hand. */
function loadEngine(): Promise<typeof import('@prisma/schema-engine-wasm')> {
  loaded ??= (async () => {
    const glue = (await import(
      '@prisma/schema-engine-wasm/schema_engine_bg'
    )) as unknown as WebAssembly.ModuleImports & {
      __wbg_set_wasm(exports: WebAssembly.Exports): void;
    };
    const folder = dirname(
      createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg'),
    );
    const wasm = await readFile(join(folder, 'schema_engine_bg.wasm'));
    const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': glue });
    glue.__wbg_set_wasm(instance.exports);
    (instance.exports.__wbindgen_start as () => void)();
    return glue as unknown as typeof import('@prisma/schema-engine-wasm');
  })();
  return loaded;
}
