// Takes every mail and writes it to a file: node smtp-stand-in.mjs PORT FOLDER
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';

const [port, folder] = process.argv.slice(2);
let count = 0;

const server = new SMTPServer({
  disabledCommands: ['STARTTLS'],
  onAuth: ({ password }, _session, callback) =>
    callback(password === 'mail-password' ? null : new Error('wrong password'), { user: 'sender' }),
  onData: async (stream, _session, callback) => {
    const chunks = [];
    for await (const chunk of stream) chunks.push(chunk);
    writeFileSync(join(folder, `${++count}.eml`), Buffer.concat(chunks));
    callback();
  },
});
// Containers come by way of their gateway.
server.listen(Number(port), '0.0.0.0');
