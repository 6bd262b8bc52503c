/** A value that could not be read from its text; each message completes the sentence "NAME …". */
export interface SettingFault {
  readonly fault: string | readonly string[];
}

/** Reads a text file whole; throws when it cannot. */
export type ReadFile = (path: string) => string;

/** One row of the configuration: it gives the type, the default, the check and the line of documentation. */
export interface Setting<T> {
  /** Markdown-free sentence for `.env.example` and the table of docs/configuration.md. */
  readonly description: string;
  /** Text of the default as a user would write it; an empty text means "not set". */
  readonly defaultText: string;
  readonly parse: (text: string, readFile: ReadFile) => T | SettingFault;
  /** Set where faults quote what they are about, so that the text need not be repeated. */
  readonly faultsQuote?: true;
  /** Secrets are never shown, and can also be given as a file named by `NAME_FILE`. */
  readonly secret?: true;
}

/** How a setting is given: its own text, and the path of the file that holds it; empty where it is not. */
export interface GivenTexts {
  readonly text: string;
  readonly path: string;
}

/** What an environment says of a setting: `NAME`, and of a secret `NAME_FILE`. */
export function givenTexts(
  name: string,
  { secret }: Setting<unknown>,
  environment: Readonly<Record<string, string | undefined>>,
): GivenTexts {
  return { text: environment[name]?.trim() ?? '', path: secret === true ? (environment[`${name}_FILE`] ?? '') : '' };
}

export function isFault(value: unknown): value is SettingFault {
  return typeof value === 'object' && value !== null && 'fault' in value;
}

export function textSetting(description: string, defaultText = ''): Setting<string> {
  return { description, defaultText, parse: (text) => text };
}

export function secretSetting(description: string): Setting<string> {
  return { description, defaultText: '', parse: (text) => text, secret: true };
}

/** A whole number between two bounds, both included. */
export function integerSetting(description: string, defaultValue: number, min: number, max: number): Setting<number> {
  return {
    description,
    defaultText: String(defaultValue),
    parse: (text) => {
      const value = Number(text);
      const valid = /^\d{1,15}$/.test(text) && value >= min && value <= max;
      return valid ? value : { fault: `must be a whole number from ${min} to ${max}` };
    },
  };
}

export function booleanSetting(description: string, defaultValue: boolean): Setting<boolean> {
  return {
    description,
    defaultText: String(defaultValue),
    parse: (text) => (text === 'true' ? true : text === 'false' ? false : { fault: 'must be true or false' }),
  };
}

export function choiceSetting<const T extends string>(
  description: string,
  choices: readonly T[],
  defaultValue: T,
): Setting<T> {
  const named = choices.filter((choice) => choice !== '').join(', ');
  return {
    description: `${description} One of ${named}.`,
    defaultText: defaultValue,
    parse: (text) => choices.find((choice) => choice === text) ?? { fault: `must be one of ${named}` },
  };
}

/** A comma-separated list; blanks around the items are not part of them, empty items are dropped. */
export function listSetting(description: string, defaultText = ''): Setting<readonly string[]> {
  return {
    description,
    defaultText,
    parse: (text) =>
      text
        .split(',')
        .map((item) => item.trim())
        .filter((item) => item !== ''),
  };
}
