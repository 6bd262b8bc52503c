import Database from 'better-sqlite3';
import express from 'express';

/**
 * `node dist-bench/bench/bare-handler.js DATABASE`: the least that can answer `GET /logs?limit=100`, an Express handler
 * with the prepared query of the service. Prints its port.
 */
const database = new Database(process.argv[2]!, { readonly: true });
database.pragma('cache_size = -16384');
const columns =
  'id, timestamp, time_basis, log_type, host, program, pid, ip_address, source_host, port, username, valid_user, ' +
  'method, attempts, allowlisted, source_id, raw_log';
const page = database.prepare(`SELECT ${columns} FROM log_entries ORDER BY id LIMIT ? OFFSET ?`);
const app = express();
app.get('/logs', (_request, response) => void response.json(page.all(100, 0)));
const server = app.listen(0, '127.0.0.1', () => console.log((server.address() as { port: number }).port));
