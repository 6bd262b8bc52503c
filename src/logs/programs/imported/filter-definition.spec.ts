import type { ConfigFiles } from './config-files.js';
import { parseFilterReference, readFilter } from './filter-definition.js';
import type { FilterDefinition, FilterLog } from './filter-definition.js';
import { parseIni } from './ini.js';

/** Reads a filter from files that stand here; `a.conf` is the one that is asked for. */
function read(
  files: Readonly<Record<string, string>>,
  given: Readonly<Record<string, string>> = {},
  log?: FilterLog,
): FilterDefinition {
  const names = Object.keys(files).toSorted();
  const disk: ConfigFiles = {
    read: (path) => files[path.replace('/f/', '')] ?? null,
    list: (folder) =>
      names.flatMap((name) => (`/f/${name}`.startsWith(`${folder}/`) ? [`/f/${name}`.slice(folder.length + 1)] : [])),
  };
  return readFilter('/f/a', new Map(Object.entries(given)), disk, log);
}

describe('a configuration file', () => {
  it('has sections, options, values of several lines and comments', () => {
    const text = '# c\n[A]\nName = one ; c\n       two\n\n       # c\n       three;four\nother: x\n[B]\nempty =\n';
    const sections = parseIni(text);
    expect(Object.fromEntries(sections.get('A')!)).toEqual({ name: 'one\ntwo\n\nthree;four', other: 'x' });
    expect(sections.get('B')!.get('empty')).toBe('');
  });

  it('is refused with the line that is wrong', () => {
    expect(() => parseIni('[A]\nnonsense')).toThrow('line 2 is neither a section nor name = value');
    expect(() => parseIni('a = 1')).toThrow('line 1');
  });
});

describe('a filter', () => {
  const definition = '[Definition]\nfailregex = ^no login from <HOST>$\n';

  it('is what its file says', () => {
    expect(read({ 'a.conf': `${definition}            ^gone <HOST>$\nignoreregex = ^ok\n` })).toEqual({
      name: 'a',
      prefix: null,
      failures: ['^no login from <HOST>$', '^gone <HOST>$'],
      ignored: ['^ok'],
      datePattern: null,
      maxLines: 1,
      journalMatch: [],
    });
  });

  it('is for the entries that its journalmatch names, where it reads the journal', () => {
    const text = `${definition}journalmatch = _SYSTEMD_UNIT=%(unit)s + _COMM=app\nunit = app.service\n`;
    expect(read({ 'a.conf': text }, {}, 'journal').journalMatch).toEqual([
      [{ field: '_SYSTEMD_UNIT', value: 'app.service' }],
      [{ field: '_COMM', value: 'app' }],
    ]);
    expect(read({ 'a.conf': text }, { journalmatch: '_COMM=other' }, 'journal').journalMatch).toEqual([
      [{ field: '_COMM', value: 'other' }],
    ]);
    expect(read({ 'a.conf': text }).journalMatch).toEqual([]);
    expect(() => read({ 'a.conf': text }, { journalmatch: '/bin/app' }, 'journal')).toThrow(
      'has a journalmatch with something else than FIELD=value and +: /bin/app',
    );
  });

  it('takes what it includes before and after, and what .local says over all', () => {
    const files = {
      'a.conf':
        '[INCLUDES]\nbefore = b.conf\nafter = c.conf\n[Definition]\nword = own\nfailregex = ^%(lead)s%(word)s <HOST>%(end)s\n',
      'b.conf': '[DEFAULT]\nlead = [b]\nend = b\n',
      'b.local': '[DEFAULT]\nlead = [local]\n',
      'c.conf': '[Definition]\nend = c\n',
    };
    expect(read(files).failures).toEqual(['^[local]own <HOST>c']);
    expect(read({ ...files, 'a.local': '[Definition]\nword = last\n' }).failures).toEqual(['^[local]last <HOST>c']);
  });

  it('adds to what it had by known/…', () => {
    const local = '[Definition]\nfailregex = %(known/failregex)s\n            ^more <HOST>$\n';
    expect(read({ 'a.conf': definition, 'a.local': local }).failures).toEqual([
      '^no login from <HOST>$',
      '^more <HOST>$',
    ]);
  });

  it('puts in tags by mode, of tags, and of other sections', () => {
    const text =
      '[Definition]\nmode = normal\nkind = web\nre-normal = ^login <HOST>\nre-all = <re-normal>\n         ^page <HOST>\n' +
      'failregex = <re-<mode>>\nprefregex = ^<lt_<kind>/lead><F-CONTENT>.+</F-CONTENT>$\n[lt_web]\nlead = %(name)s:\\s\nname = nginx\n';
    expect(read({ 'a.conf': text })).toMatchObject({
      failures: ['^login <HOST>'],
      prefix: '^nginx:\\s<F-CONTENT>.+</F-CONTENT>$',
    });
    expect(read({ 'a.conf': text }, { mode: 'all' }).failures).toEqual(['^login <HOST>', '^page <HOST>']);
  });

  it('prefers arguments to [Init], and that to [Definition]', () => {
    const text = '[Definition]\nname = d\nfailregex = ^<name> <HOST>\n[Init]\nname = i\n';
    expect(read({ 'a.conf': text }).failures).toEqual(['^i <HOST>']);
    expect(read({ 'a.conf': text }, { name: 'g|<known/name>' }).failures).toEqual(['^g|i <HOST>']);
  });

  it('says which percent sign is a percent sign', () => {
    expect(read({ 'a.conf': `${definition}datepattern = ^%%Y-%%m\n` }).datePattern).toBe('^%Y-%m');
    expect(() => read({ 'a.conf': `${definition}datepattern = %Y\n` })).toThrow('neither %% nor %(name)s');
  });

  const faults: [string, Record<string, string>, string][] = [
    ['is not there', {}, 'does not exist: there is neither /f/a.conf nor /f/a.local'],
    ['defines nothing', { 'a.conf': '[Init]\na = 1\n' }, 'it has no section [Definition]'],
    ['has no failregex', { 'a.conf': '[Definition]\na = 1\n' }, 'it has no failregex'],
    ['refers to nothing', { 'a.conf': '[Definition]\nfailregex = %(no)s\n' }, 'refers to %(no)s, which does not exist'],
    ['refers to itself', { 'a.conf': '[Definition]\na = %(b)s\nb = %(a)s\nfailregex = %(a)s\n' }, 'refers to itself'],
    ['is its own tag', { 'a.conf': '[Definition]\na = <b>x\nb = <a>\nfailregex = <a>\n' }, 'refers to itself'],
    ['joins too many lines', { 'a.conf': `${definition}maxlines = 900\n` }, 'at most 20 are joined'],
  ];
  it.each(faults)('that %s is refused', (_, files, message) => {
    expect(() => read(files)).toThrow(message);
  });

  it('ends where files include each other', () => {
    const files = { 'a.conf': `[INCLUDES]\nbefore = b.conf\n${definition}`, 'b.conf': '[INCLUDES]\nbefore = a.conf\n' };
    expect(read(files).failures).toEqual(['^no login from <HOST>$']);
  });
});

describe('a reference to a filter', () => {
  it('has a name and arguments in brackets', () => {
    const { name, given } = parseFilterReference('postfix[mode=auth, bad="a,b]"][x=\'1\']')!;
    expect([name, Object.fromEntries(given)]).toEqual(['postfix', { mode: 'auth', bad: 'a,b]', x: '1' }]);
    expect(parseFilterReference('/etc/x.conf')).toEqual({ name: '/etc/x.conf', given: new Map() });
  });

  it.each(['a[b', 'a[=1]', '', 'a[b=1]c'])('is refused where it is %s', (text) => {
    expect(parseFilterReference(text)).toBeNull();
  });
});
