import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import pg from 'pg';
import { inspectMigrations, readMigrations } from './migrate.mjs';
import { troubleOf } from './migration-state.mjs';
import { Trouble } from './say.mjs';

/**
 * A whole ledger in one file, and back. Written at one instant of the database (one REPEATABLE READ transaction): a gzip file that begins
 * with a line of JSON (migrations, and of each table its columns, rows, bytes and SHA-256), then the rows of one table after the other
 * as COPY writes them, in the order of the primary key. The same ledger gives the same sums.
 */

const FORMAT = 'attrition-ledger-dump';
const VERSION = 1;
const quoted = (name) => `"${name.replaceAll('"', '""')}"`;

/** COPY … TO STDOUT as a stream. The driver knows the messages but hands them to nobody. */
function copyOut(client, sql) {
  let connection;
  const stream = new Readable({ read: () => connection?.stream.resume() });
  client.query({
    submit(to) {
      connection = to;
      to.query(sql);
    },
    handleCopyData({ chunk }) {
      // The driver reads the next message into the same memory.
      if (!stream.push(Buffer.from(chunk))) connection.stream.pause();
    },
    handleError: (error) => stream.destroy(error),
    handleCommandComplete() {},
    handleReadyForQuery(from) {
      stream.push(null);
      // The next question is asked on the same connection, and nobody reads from this stream any more.
      from.stream.resume();
    },
    handleRowDescription() {},
    handleDataRow() {},
  });
  return stream;
}

/** COPY … FROM STDIN, fed by an async iterable of buffers. Answers the number of rows taken. */
function copyIn(client, sql, chunks) {
  return new Promise((done, fail) => {
    let rows = 0;
    let failure;
    client.query({
      submit: (connection) => connection.query(sql),
      async handleCopyInResponse(connection) {
        try {
          for await (const chunk of chunks) {
            if (failure) continue;
            const { stream } = connection;
            connection.sendCopyFromChunk(chunk);
            if (stream.writableNeedDrain) await new Promise((drained) => stream.once('drain', drained));
          }
          if (!failure) connection.endCopyFrom();
        } catch (error) {
          failure ??= error;
          connection.sendCopyFail(error.message);
        }
      },
      // After an error the driver tells nothing more: no end, no readiness.
      handleError(error) {
        failure ??= error;
        fail(failure);
      },
      handleCommandComplete({ text }) {
        rows = Number(/^COPY (\d+)/.exec(text)?.[1] ?? 0);
      },
      handleReadyForQuery: () => done(rows),
      handleRowDescription() {},
      handleDataRow() {},
      handleCopyData() {},
    });
  });
}

/** Of a running server only: who is signed in, links that are on their way, attempts that are counted. A restored ledger begins without. */
const NOT_CARRIED = ['person_session', 'person_verification', 'rate_limit'];

const TABLES = `
  SELECT c.relname AS name,
         array(SELECT attname::text FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum) AS columns,
         array(SELECT a.attname::text FROM pg_index i, unnest(i.indkey::int2[]) WITH ORDINALITY AS key(attnum, place)
               JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = key.attnum
               WHERE i.indrelid = c.oid AND i.indisprimary ORDER BY key.place) AS key,
         array(SELECT DISTINCT f.relname::text FROM pg_constraint k JOIN pg_class f ON f.oid = k.confrelid
               WHERE k.conrelid = c.oid AND k.contype = 'f' AND f.oid <> c.oid) AS parents
    FROM pg_class c
   WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> '_prisma_migrations'
     AND c.relname NOT IN (${NOT_CARRIED.map((name) => `'${name}'`).join(', ')})
   ORDER BY c.relname`;

/** Parents before their children, so that foreign keys hold at every step; where tables point in a circle, by name. */
function inOrder(tables) {
  const ordered = [];
  const waiting = [...tables];
  while (waiting.length > 0) {
    const index = waiting.findIndex(({ parents }) =>
      parents.every((parent) => !waiting.some(({ name }) => name === parent)),
    );
    ordered.push(...waiting.splice(Math.max(index, 0), 1));
  }
  return ordered;
}

const SEQUENCES = `SELECT sequencename AS name, last_value::text AS last FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1`;

async function connected(url, work) {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}

/** Lets bytes through and remembers their number, lines and sum. */
function measuring() {
  const hash = createHash('sha256');
  const found = { bytes: 0, rows: 0 };
  const stream = new Transform({
    transform(chunk, _encoding, done) {
      hash.update(chunk);
      found.bytes += chunk.length;
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) found.rows += 1;
      done(null, chunk);
    },
  });
  return { stream, result: () => ({ ...found, sha256: hash.digest('hex') }) };
}

/** Writes the ledger at `url` to `file` and answers what the file says of itself. `note` is told what is being written. */
export async function dumpDatabase(url, file, note = () => {}) {
  if (existsSync(file)) throw new Trouble(`${file} exists already. Name a file that does not.`);
  const trouble = troubleOf(await inspectMigrations(url));
  if (trouble) throw new Trouble(trouble);
  const folder = mkdtempSync(join(tmpdir(), 'ledger-dump-'));
  try {
    const header = await connected(url, async (client) => {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      const tables = inOrder((await client.query(TABLES)).rows);
      const sequences = (await client.query(SEQUENCES)).rows;
      const written = [];
      for (const { name, columns, key } of tables) {
        note(name);
        const order = (key.length > 0 ? key : columns).map(quoted).join(', ');
        const { stream, result } = measuring();
        const rows = copyOut(
          client,
          `COPY (SELECT ${columns.map(quoted).join(', ')} FROM ${quoted(name)} ORDER BY ${order}) TO STDOUT`,
        );
        await pipeline(rows, stream, createWriteStream(join(folder, name)));
        written.push({ name, columns, ...result() });
      }
      await client.query('COMMIT');
      const migrations = readMigrations().map(({ name, checksum }) => ({ name, checksum }));
      return {
        format: FORMAT,
        version: VERSION,
        made: new Date().toISOString(),
        migrations,
        sequences,
        tables: written,
      };
    });
    const partial = `${file}.partial`;
    async function* everything() {
      yield Buffer.from(`${JSON.stringify(header)}\n`);
      for (const { name } of header.tables) yield* createReadStream(join(folder, name));
    }
    await pipeline(everything, createGzip({ level: 6 }), createWriteStream(partial, { mode: 0o600 }));
    renameSync(partial, file);
    return header;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Hands out a stream of chunks piece by piece: a line, then so and so many bytes. */
function pieces(source) {
  const iterator = source[Symbol.asyncIterator]();
  let rest = Buffer.alloc(0);
  const more = async () => {
    const { value, done } = await iterator.next();
    if (done) return false;
    rest = rest.length > 0 ? Buffer.concat([rest, value]) : value;
    return true;
  };
  return {
    async line(limit) {
      for (;;) {
        const end = rest.indexOf(10);
        if (end >= 0) {
          const line = rest.subarray(0, end).toString('utf8');
          rest = rest.subarray(end + 1);
          return line;
        }
        if (rest.length > limit || !(await more())) return undefined;
      }
    },
    async *bytes(count) {
      let left = count;
      while (left > 0) {
        if (rest.length === 0 && !(await more())) throw new Trouble('The file ends too early; it was cut short.');
        const piece = rest.subarray(0, left);
        rest = rest.subarray(piece.length);
        left -= piece.length;
        yield piece;
      }
    },
    async atEnd() {
      return rest.length === 0 && !(await more());
    },
  };
}

const names = (list) => list.map(({ name }) => name).join(', ') || 'none';

async function readHeader(source, file) {
  let header;
  try {
    header = JSON.parse((await source.line(16_000_000)) ?? '');
  } catch {
    // Said below.
  }
  if (header?.format !== FORMAT) throw new Trouble(`${file} is not a dump of a ledger.`);
  if (header.version !== VERSION)
    throw new Trouble(`${file} is a dump of form ${header.version}; this version reads form ${VERSION}.`);
  const ours = readMigrations();
  const same =
    ours.length === header.migrations.length &&
    ours.every(
      ({ name, checksum }, index) =>
        header.migrations[index].name === name && header.migrations[index].checksum === checksum,
    );
  if (!same) {
    throw new Trouble(
      `${file} was made by a version with other migrations.\n  the file:  ${names(header.migrations)}\n  this code: ${names(ours)}\nRestore it with the version that made it.`,
    );
  }
  return header;
}

/** Puts the ledger of `file` into the database at `url`, which must have the tables and not one row. All of it or nothing. */
export async function restoreDatabase(url, file, note = () => {}) {
  if (!existsSync(file)) throw new Trouble(`There is no file ${file}.`);
  const trouble = troubleOf(await inspectMigrations(url));
  if (trouble) throw new Trouble(trouble);
  const unzipped = createReadStream(file).pipe(createGunzip());
  const source = pieces(unzipped);
  try {
    const header = await readHeader(source, file);
    await connected(url, async (client) => {
      await client.query('BEGIN');
      const present = (await client.query(TABLES)).rows;
      const filled = [];
      for (const { name } of present) {
        await client.query(`LOCK TABLE ${quoted(name)} IN ACCESS EXCLUSIVE MODE`);
        if ((await client.query(`SELECT 1 FROM ${quoted(name)} LIMIT 1`)).rowCount > 0) filled.push(name);
      }
      if (filled.length > 0) {
        throw new Trouble(
          `The database is not empty (rows in ${filled.join(', ')}). A dump is restored only into an empty one, so that nothing is lost.`,
        );
      }
      // What the dump holds was checked when it was first written; the triggers that write further rows must not do so again.
      for (const { name } of present) await client.query(`ALTER TABLE ${quoted(name)} DISABLE TRIGGER USER`);
      for (const { name, columns, rows, bytes, sha256 } of header.tables) {
        note(name);
        if (!present.some((table) => table.name === name))
          throw new Trouble(`${file} holds a table ${name} that this database does not have.`);
        const hash = createHash('sha256');
        async function* chunks() {
          for await (const chunk of source.bytes(bytes)) {
            hash.update(chunk);
            yield chunk;
          }
        }
        const taken = await copyIn(
          client,
          `COPY ${quoted(name)} (${columns.map(quoted).join(', ')}) FROM STDIN`,
          chunks(),
        );
        if (taken !== rows || hash.digest('hex') !== sha256)
          throw new Trouble(`${file} is damaged: table ${name} is not what its sum says. Nothing was restored.`);
      }
      if (!(await source.atEnd()))
        throw new Trouble(`${file} is damaged: it goes on after its last table. Nothing was restored.`);
      for (const { name } of present) await client.query(`ALTER TABLE ${quoted(name)} ENABLE TRIGGER USER`);
      for (const { name, last } of header.sequences) {
        if (last !== null) await client.query('SELECT setval($1::regclass, $2::bigint)', [quoted(name), last]);
      }
      await client.query('COMMIT');
      await client.query('ANALYZE');
    });
    return header;
  } catch (error) {
    if (/^Z_|incorrect header|unexpected end of file/.test(`${error.code} ${error.message}`)) {
      throw new Trouble(`${file} is no gzip file, or it is damaged. Nothing was restored.`);
    }
    // Of what the database itself refuses, it knows the reason best.
    if (error.severity)
      throw new Trouble(`${file} does not fit into this database: ${error.message}. Nothing was restored.`);
    throw error;
  } finally {
    unzipped.destroy();
  }
}
