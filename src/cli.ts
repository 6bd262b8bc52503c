import { keepCompiledCode } from './common/compile-cache.js';
import { runCommand } from './commands/run-command.js';

// A reader that has seen enough (`| head`) ends the program quietly.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});

keepCompiledCode();
process.exitCode = await runCommand(process.argv.slice(2));
