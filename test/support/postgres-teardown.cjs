/** After the suite on PostgreSQL. */
module.exports = async () => {
  await globalThis.testPostgres?.stop();
};
