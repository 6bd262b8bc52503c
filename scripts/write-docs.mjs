// Brings the generated parts of the documentation up to date. Runs on the compiled service.
import { readFileSync, writeFileSync } from 'node:fs';
import { envExample, settingsTable } from '../build/config/load-settings.js';

writeFileSync('.env.example', envExample());

const BEGIN = '<!-- settings: written by `npm run docs` -->';
const END = '<!-- end of settings -->';
const readme = readFileSync('README.md', 'utf8');
const before = readme.slice(0, readme.indexOf(BEGIN) + BEGIN.length);
const after = readme.slice(readme.indexOf(END));
writeFileSync('README.md', `${before}\n\n${settingsTable()}\n\n${after}`);
