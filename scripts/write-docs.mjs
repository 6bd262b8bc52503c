// Brings the generated parts of the documentation up to date. Runs on the compiled service.
import { readFileSync, writeFileSync } from 'node:fs';
import { envExample, settingsTable } from '../build/config/load-settings.js';

writeFileSync('.env.example', envExample());

const BEGIN = '<!-- settings: written by `npm run docs` -->';
const END = '<!-- end of settings -->';
const PAGE = 'docs/configuration.md';
const page = readFileSync(PAGE, 'utf8');
const before = page.slice(0, page.indexOf(BEGIN) + BEGIN.length);
const after = page.slice(page.indexOf(END));
writeFileSync(PAGE, `${before}\n\n${settingsTable()}\n\n${after}`);
