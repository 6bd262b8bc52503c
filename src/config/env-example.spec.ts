import { readFileSync } from 'node:fs';
import { envExample, settingsTable } from './load-settings.js';

describe('the documentation of the settings', () => {
  it('is up to date in .env.example (npm run docs)', () => {
    expect(readFileSync('.env.example', 'utf8')).toBe(envExample());
  });

  it('is up to date in the README (npm run docs)', () => {
    expect(readFileSync('README.md', 'utf8')).toContain(settingsTable());
  });
});
