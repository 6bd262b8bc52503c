// Fails when a package of the lock file is not what we agreed to take: each one is pinned by a checksum, each production
// package has a licence that we may pass on, and each one that wants to run a script at installation is named in
// package.json (allowScripts), allowed or not. With --write, brings THIRD-PARTY.md up to date. Asks nobody on the network.
import { readFileSync, writeFileSync } from 'node:fs';

/** Licences that ask for no more than to be named. */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC-BY-4.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Python-2.0',
  'Unlicense',
  'WTFPL',
]);

const LIST = 'THIRD-PARTY.md';
const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
/** Those of others: what lies beside them in this repository is ours. */
const packages = Object.entries(lock.packages).filter(
  ([path, { link }]) => path.startsWith('node_modules/') && link !== true,
);
const faults = [];

for (const [path, { integrity, hasInstallScript }] of packages) {
  if (integrity === undefined) faults.push(`${path} has no checksum in package-lock.json`);
  if (hasInstallScript === true && manifest.allowScripts[nameOf(path)] === undefined)
    faults.push(`${path} wants to run a script at installation; allow or refuse it in package.json (allowScripts)`);
}

// npm 10 knows nothing of allowScripts and runs the scripts of all: none may be there that asks anybody on the network.
for (const path of Object.keys(lock.packages)) {
  const name = path.startsWith('node_modules/') ? nameOf(path) : '';
  if (name === '@scarf/scarf' && lock.packages[path].link !== true)
    faults.push(`${path} sends word of each installation; packages/no-scarf is to stand in for it (overrides)`);
}
for (const name of Object.keys(manifest.allowScripts))
  if (!packages.some(([path, { hasInstallScript }]) => nameOf(path) === name && hasInstallScript === true))
    faults.push(`package.json (allowScripts) names ${name}, which runs no script at installation`);

const namesByLicence = new Map();
for (const [path, entry] of packages.filter(([, { dev, devOptional }]) => !dev && !devOptional)) {
  const licence = licenceOf(path, entry);
  if (!isAllowed(licence))
    faults.push(`${path} has the licence '${licence}', which is not on the list of allowed ones`);
  namesByLicence.set(licence, (namesByLicence.get(licence) ?? new Set()).add(nameOf(path)));
}

const text = thirdParty();
if (process.argv.includes('--write')) writeFileSync(LIST, text);
else if (readOrNothing(LIST) !== text)
  faults.push(`${LIST} is out of date. Bring it up to date with: npm run licences`);

for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;

function nameOf(path) {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

/** As the lock file says it, or the package itself, in the way of its time. */
function licenceOf(path, entry) {
  const own =
    entry.license ??
    installed(path).license ??
    installed(path)
      .licenses?.map(({ type }) => type)
      .join(' OR ');
  return String(own?.type ?? own ?? 'unknown').replace(/ \(http.*\)$/, '');
}

function installed(path) {
  return JSON.parse(readOrNothing(`${path}/package.json`) || '{}');
}

/** True where one of the choices is allowed, in all its parts. */
function isAllowed(licence) {
  const choices = licence.replaceAll(/[()]/g, '').split(' OR ');
  return choices.some((choice) => choice.split(' AND ').every((part) => ALLOWED.has(part)));
}

function thirdParty() {
  const sections = [...namesByLicence].sort().map(([licence, names]) => {
    const list = [...names].sort().map((name) => `- ${name}`);
    return `## ${licence}\n\n${list.join('\n')}\n`;
  });
  const head =
    '# Third-party packages\n\n' +
    'What the service is made of besides its own code, by licence; each package carries the text of its licence. `npm run licences`\n' +
    'writes this list, `npm run check:static` holds it against the lock file, `npm run sbom` prints all of it with versions and\n' +
    'checksums (CycloneDX).\n';
  return [head, ...sections].join('\n');
}

function readOrNothing(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
