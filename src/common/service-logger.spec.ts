import { Logger } from '@nestjs/common';
import { ServiceLogger } from './service-logger.js';
import type { LogFormat } from '../config/settings.schema.js';

/** What an attacker would write to forge an entry, colour a terminal or hide. */
const HOSTILE =
  'bob\r\n[Nest] 1  - 11/20/2026, 9:00:00 AM     LOG [Analysis] All is well.\u001b[2J\u009b31m\u202e\u{e0041}';
const SHOWN = '\\u000d';

/** What the logger writes, line by line. */
function written(format: LogFormat, say: (logger: Logger) => void): string[] {
  const texts: string[] = [];
  const spies = [process.stdout, process.stderr].map((stream) =>
    jest.spyOn(stream, 'write').mockImplementation((text) => texts.push(String(text)) > 0),
  );
  Logger.overrideLogger(new ServiceLogger('debug', format));
  try {
    say(new Logger('Analysis'));
  } finally {
    for (const spy of spies) spy.mockRestore();
    Logger.overrideLogger(false);
  }
  return texts.join('').split('\n').slice(0, -1);
}

function logFailure(logger: Logger): void {
  const { message, stack } = new Error(HOSTILE);
  logger.error(message, stack);
}

describe.each(['log', 'warn', 'error', 'debug'] as const)('a hostile %s', (level) => {
  it('is one entry of the text format: no other line begins like one', () => {
    const lines = written('text', (logger) => logger[level](HOSTILE));
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain(`bob${SHOWN}`);
    expect(lines[1]).toMatch(/^ {4}\[Nest\]/);
    expect(lines.join('')).toMatch(/^[\x20-\x7e]+$/);
  });

  it('is one line of the JSON format', () => {
    const [line, ...others] = written('json', (logger) => logger[level](HOSTILE));
    expect(others).toEqual([]);
    expect(line).toMatch(/^[\x20-\x7e]+$/);
    expect(JSON.parse(line!)).toMatchObject({
      level,
      context: 'Analysis',
      message: expect.stringContaining('bob\\u000d\n[N'),
    });
  });
});

describe('an error with its stack', () => {
  it('is indented in the text format', () => {
    const lines = written('text', logFailure);
    expect(lines.filter((line) => !line.startsWith('    '))).toHaveLength(1);
    expect(lines.join('\n')).toContain('service-logger.spec');
  });

  it('is one line of the JSON format', () => {
    const lines = written('json', logFailure);
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0]!)).toMatchObject({
      level: 'error',
      stack: expect.stringContaining('service-logger.spec'),
    });
  });
});
