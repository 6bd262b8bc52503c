/** Before the suite on PostgreSQL: a server, unless TEST_POSTGRES_URL names one, and a database to copy from. */
const { execFileSync } = require('node:child_process');
const { Client } = require('pg');
const { startPostgres } = require('./postgres-server.cjs');

module.exports = async () => {
  if (process.env.TEST_POSTGRES_URL === undefined) {
    globalThis.testPostgres = await startPostgres();
    process.env.TEST_POSTGRES_URL = globalThis.testPostgres.url;
  }
  const template = `template_${process.pid}`;
  const client = new Client({ connectionString: `${process.env.TEST_POSTGRES_URL}/postgres` });
  await client.connect();
  await client.query(`CREATE DATABASE "${template}"`);
  await client.end();
  const environment = { ...process.env, DATABASE_URL: `${process.env.TEST_POSTGRES_URL}/${template}` };
  execFileSync(process.execPath, ['dist/cli.js', 'migrate'], {
    env: environment,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  process.env.TEST_POSTGRES_TEMPLATE = template;
};
