/** A thread that makes and drops databases, so that tests can ask for one and wait without being asynchronous. */
const { parentPort, workerData } = require('node:worker_threads');
const { Client } = require('pg');

const client = new Client({ connectionString: `${workerData.url}/postgres` });
const connected = client.connect();
let last = connected;

async function make(name) {
  for (let tries = 0; ; tries++) {
    try {
      await client.query(`CREATE DATABASE "${name}" TEMPLATE "${workerData.template}"`);
      return;
    } catch (error) {
      if (error.code === '42P04') return;
      // Another thread copies the template at this moment.
      if (tries === 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

/** Sessions that are being closed end by themselves: cut off, they would fail in a test that has nothing to do with it. */
async function dropDatabase(name) {
  for (let tries = 0; tries < 20; tries++) {
    const { rows } = await client.query('SELECT 1 FROM pg_stat_activity WHERE datname = $1 LIMIT 1', [name]);
    if (rows.length === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
}

parentPort.on('message', ({ make: toMake, drop, done }) => {
  last = last.then(async () => {
    try {
      if (toMake !== undefined) await make(toMake);
      for (const name of drop ?? []) await dropDatabase(name);
    } catch (error) {
      console.error(error.message);
    }
    if (done === undefined) return;
    Atomics.store(done, 0, 1);
    Atomics.notify(done, 0);
  });
});
