import type { PostgresDatabase } from './postgres-database.ts'

/** Every commit that writes to the change log loses its connection before it is answered. */
export async function cutEachCommit(database: Pick<PostgresDatabase, 'run'>): Promise<void> {
  await database.run(`
    CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      PERFORM pg_terminate_backend(pg_backend_pid());
      RETURN NEW;
    END $$`)
  await database.run(`
    CREATE CONSTRAINT TRIGGER cut AFTER INSERT ON change DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION cut()`)
}

/** Every seventh row that is written fails: half of them at once, half at the commit. */
export async function injectSerializationFailures(database: Pick<PostgresDatabase, 'run'>): Promise<void> {
  await database.run('CREATE SEQUENCE fault_count')
  await database.run(`
    CREATE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF nextval('fault_count') % 7 = 0 THEN RAISE EXCEPTION 'injected' USING ERRCODE = '40001'; END IF;
      RETURN NEW;
    END $$`)
  for (const table of ['resource', 'member', 'client', 'tenant', 'directory']) {
    await database.run(`CREATE TRIGGER fault BEFORE INSERT OR UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION fault()`)
  }
  for (const table of ['change', 'secret']) {
    await database.run(`
      CREATE CONSTRAINT TRIGGER fault AFTER INSERT ON ${table} DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW EXECUTE FUNCTION fault()`)
  }
}
