import type { Stamp } from '../../parsing/time/local-clock.js';
import { DateFinder } from './date-finder.js';
import { ImportedExpression } from './expression.js';
import type { Groups } from './expression.js';
import type { FilterDefinition } from './filter-definition.js';
import { contentPlace, isForgeable } from './forgery-lint.js';
import { JoinedLines } from './joined-lines.js';
import type { JoinedLinesState } from './joined-lines.js';
import { allNeededTexts, holdsOneOf, neededByAny, neededTexts } from './literals.js';
import type { NeededTexts } from './literals.js';
import { ExpressionFault } from './regex-tree.js';

/** A filter that cannot be used at all; the message completes "NAME …". */
export class FilterFault extends Error {}

/** What a line says that a filter matches: one failure. */
export interface FilterHit {
  /** The filter's name. */
  readonly filter: string;
  /** As written: an address or a name; null where the filter has neither. */
  readonly address: string | null;
  readonly username: string | null;
  readonly port: string | null;
  /** True where what the client sent may have decided which address that is. */
  readonly forgeable: boolean;
}

/** An expression of a filter that is left out. */
export interface MissingExpression {
  /** Position among the failures of the filter, from 1. */
  readonly number: number;
  readonly reason: string;
}

/** What lines to come may depend on; JSON-serialisable. */
export type ImportedFilterState = JoinedLinesState;

interface FailureExpression {
  readonly expression: ImportedExpression;
  readonly forgeable: boolean;
}

/** Text beyond this many UTF-16 units is not looked at. */
const MAX_TEXT = 16_384;
/** Stands where the rest of a text has been cut off, so that `$` does not hold there. */
const CUT = '\uFFFF';

/** A filter of fail2ban's, ready to read lines. Takes linear time, whatever its expressions and the lines are. */
export class ImportedFilter {
  readonly missing: readonly MissingExpression[];
  /** How many of its expressions are used. */
  readonly used: number;
  /** How many of those may take an address that a client has written. */
  readonly forgeable: number;
  /** Of these a line must have one from each list. */
  readonly needed: readonly (readonly string[])[];
  private readonly tests: readonly ((line: string) => boolean)[];
  private readonly prefix: ImportedExpression | null;
  private readonly failures: readonly FailureExpression[];
  private readonly ignored: readonly ImportedExpression[];
  private readonly dates: DateFinder;
  private readonly joined: JoinedLines;
  private readonly looksAtWholeLine: boolean;

  /** @throws FilterFault */
  constructor(
    readonly definition: FilterDefinition,
    state?: ImportedFilterState,
  ) {
    const { prefix, failures, ignored, datePattern, maxLines } = definition;
    const isMultiLine = maxLines > 1;
    this.prefix = prefix === null ? null : whole(() => new ImportedExpression(prefix, isMultiLine), 'its prefregex');
    this.ignored = ignored.map((text) =>
      whole(() => new ImportedExpression(text, isMultiLine), 'one of its ignoreregex'),
    );
    this.dates = whole(() => new DateFinder(datePattern), 'its datepattern');
    const missing: MissingExpression[] = [];
    this.failures = failures.flatMap((text, index) => {
      try {
        const expression = new ImportedExpression(text, isMultiLine);
        return [{ expression, forgeable: definition.vouched?.[index] !== true && this.isForgeable(expression) }];
      } catch (error) {
        if (!(error instanceof ExpressionFault)) throw error;
        missing.push({ number: index + 1, reason: error.message });
        return [];
      }
    });
    if (this.failures.length === 0)
      throw new FilterFault(`cannot be used: its expression ${missing[0]?.reason ?? 'is missing'}`);
    this.missing = missing;
    this.used = this.failures.length;
    this.forgeable = this.failures.filter(({ forgeable }) => forgeable).length;
    this.needed = neededOf(this.prefix, this.failures);
    this.tests = this.needed.map(holdsOneOf);
    this.joined = new JoinedLines(maxLines, state);
    // As fail2ban does: few expressions to ignore are put to the whole line, too.
    this.looksAtWholeLine = ignored.length < failures.length - 2;
  }

  /** False where the line cannot match: next to no time is spent on it. */
  mayMatch(line: string): boolean {
    if (this.joined.joinsLines) return true;
    return this.holdsNeeded(line);
  }

  state(): ImportedFilterState | null {
    return this.joined.state();
  }

  /**
   * Reads the next line; null where it is no failure.
   *
   * @param stamp filled in with the time of the line; null where that is known, and not in the line
   */
  read(line: string, stamp: Stamp | null): FilterHit | null {
    const bounded = line.length > MAX_TEXT ? line.slice(0, MAX_TEXT) + CUT : line;
    const text = stamp === null ? bounded : this.dates.cut(bounded, stamp).text;
    return this.joined.joinsLines ? this.readJoined(text) : this.readText(text);
  }

  private readJoined(text: string): FilterHit | null {
    const joined = this.joined.add(text);
    if (!this.holdsNeeded(joined)) return null;
    const hit = this.readText(joined);
    // What has matched is not matched again with the lines to come.
    if (hit !== null) this.joined.clear();
    return hit;
  }

  private holdsNeeded(text: string): boolean {
    for (const test of this.tests) if (!test(text)) return false;
    return true;
  }

  private readText(text: string): FilterHit | null {
    let content = text;
    let before: Groups = NO_GROUPS;
    if (this.prefix !== null) {
      const found = this.prefix.match(text);
      if (found === null) return null;
      const { content: handedOn, ...groups } = found;
      before = groups;
      if (handedOn !== undefined && handedOn !== '') content = handedOn;
    }
    for (const { expression, forgeable } of this.failures) {
      const groups = expression.match(content);
      if (groups === null) continue;
      if (this.ignored.some((each) => each.match(content) !== null)) return null;
      if (this.looksAtWholeLine && this.ignored.some((each) => each.match(text) !== null)) return null;
      return this.hitOf(withAlternatives(before), withAlternatives(groups), forgeable);
    }
    return null;
  }

  private hitOf(before: Groups, groups: Groups, forgeable: boolean): FilterHit | null {
    const all = { ...before, ...groups };
    const known = all['mlfid'] === undefined ? all : this.joined.merged(all['mlfid'], all);
    if (known === null) return null;
    const address = known['ip4'] ?? known['ip6'] ?? known['dns'] ?? known['fid'] ?? null;
    if (address === null) return null;
    const username = known['user'] ?? null;
    const port = known['fport'] ?? null;
    // An address that another line told is as good as the weakest expression that may have taken it.
    const isOwn = [all['ip4'], all['ip6'], all['dns'], all['fid']].includes(address);
    return {
      filter: this.definition.name,
      address,
      username,
      port,
      forgeable: forgeable || (!isOwn && this.forgeable > 0),
    };
  }

  /** What the prefix hands on begins and ends where a client may have put it, unless the prefix says. */
  private isForgeable({ tree }: ImportedExpression): boolean {
    if (this.prefix === null) return isForgeable(tree);
    const place = contentPlace(this.prefix.tree);
    return isForgeable(this.prefix.tree) || isForgeable(tree, place ?? undefined);
  }
}

const NO_GROUPS: Groups = {};

function whole<Part>(make: () => Part, part: string): Part {
  try {
    return make();
  } catch (error) {
    if (error instanceof ExpressionFault)
      throw new FilterFault(`cannot be used: ${part} ${error.message}`, { cause: error });
    throw error;
  }
}

const ALTERNATIVE = /^alt_(.*?)(?:_\d+)?$/;

/** `alt_user` fills in for a `user` that is empty. */
function withAlternatives(groups: Groups): Groups {
  let filled: Record<string, string> | null = null;
  for (const name of Object.keys(groups).toSorted()) {
    const other = ALTERNATIVE.exec(name)?.[1];
    if (other === undefined || groups[name] === '') continue;
    filled ??= { ...groups };
    if (filled[other] === undefined || filled[other] === '') filled[other] = groups[name]!;
  }
  return filled ?? groups;
}

function neededOf(prefix: ImportedExpression | null, failures: readonly FailureExpression[]): (readonly string[])[] {
  const trees = failures.map(({ expression }) => expression.tree);
  const any: NeededTexts = neededByAny(trees.map(neededTexts));
  const ofFailures = trees.length === 1 ? allNeededTexts(trees[0]!) : any === null ? [] : [any];
  return [...ofFailures, ...(prefix === null ? [] : allNeededTexts(prefix.tree))];
}
