/** The sections of a file in the format of Python's `configparser`, as fail2ban sets it: the raw text of each option. */
export type IniSections = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** A file that is no such file; the message completes "NAME …". */
export class IniFault extends Error {}

const SECTION = /^\[(.+)\]$/;
const MAX_LINES = 20_000;

/**
 * Reads `[section]`, `name = value` and lines that go on, being indented. A line that begins with `#` or `;` is a comment, and so is
 * what follows a `;` behind a blank. Names are in lower case.
 *
 * @throws IniFault
 */
export function parseIni(text: string): IniSections {
  const sections = new Map<string, Map<string, string[]>>();
  let section: Map<string, string[]> | null = null;
  let value: string[] | null = null;
  let indent = 0;
  const lines = text.split(/\r?\n/);
  if (lines.length > MAX_LINES) throw new IniFault(`has more than ${MAX_LINES} lines`);
  for (const [index, line] of lines.entries()) {
    const isComment = /^\s*[#;]/.test(line);
    const content = isComment ? '' : withoutComment(line).trim();
    if (content === '') {
      // An empty line is a part of a value, a comment is not.
      if (!isComment && line.trim() === '') value?.push('');
      continue;
    }
    const depth = line.length - line.trimStart().length;
    if (value !== null && depth > indent) {
      value.push(content);
      continue;
    }
    indent = depth;
    const name = SECTION.exec(content)?.[1];
    if (name !== undefined) {
      section = sections.get(name) ?? new Map<string, string[]>();
      sections.set(name, section);
      value = null;
      continue;
    }
    const at = content.search(/[=:]/);
    const optionName = content.slice(0, Math.max(0, at)).trimEnd();
    if (section === null || optionName === '')
      throw new IniFault(`is no configuration: line ${index + 1} is neither a section nor name = value`);
    value = [content.slice(at + 1).trimStart()];
    section.set(optionName.toLowerCase(), value);
  }
  return new Map(
    [...sections].map(([name, options]) => [
      name,
      new Map([...options].map(([option, parts]) => [option, parts.join('\n').trimEnd()])),
    ]),
  );
}

function withoutComment(line: string): string {
  const at = /\s;/.exec(line)?.index;
  return at === undefined ? line : line.slice(0, at);
}
