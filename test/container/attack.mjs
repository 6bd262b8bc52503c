// Prints an attack of this moment: node attack.mjs ADDRESS
const [address] = process.argv.slice(2);
for (let attempt = 0; attempt < 12; attempt++) {
  const time = new Date(Date.now() - (12 - attempt) * 1000).toISOString().replace('Z', '+00:00');
  console.log(
    `${time} web-1 sshd[${7000 + attempt}]: Failed password for root from ${address} port ${50000 + attempt} ssh2`,
  );
}
