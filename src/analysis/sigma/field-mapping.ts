import { isMap } from './rule-document.js';
import type { Path, RuleDocument, YamlMap } from './rule-document.js';

/** By the names that rules of others use for fields: ours, such as `src_ip` for `ip_address`. */
export type FieldMapping = Readonly<Record<string, string>>;

/**
 * The document with fields by our names, wherever a rule names a field. A name that would then stand twice in one map stays as
 * it is.
 */
export function withMappedFields<Document extends RuleDocument>(document: Document, mapping: FieldMapping): Document {
  const { content, locate } = document;
  if (!isMap(content)) return document;
  const mapper = new FieldMapper(mapping);
  const detection = content['detection'];
  const correlation = content['correlation'];
  const mapped = {
    ...content,
    ...(isMap(detection) ? { detection: mapper.detection(detection) } : {}),
    ...(isMap(correlation) ? { correlation: mapper.correlation(correlation) } : {}),
  };
  return { ...document, content: mapped, locate: (path: Path) => locate(mapper.written(path)) };
}

class FieldMapper {
  /** By the path with our name at its end: the name as it is written. */
  private readonly writtenNames = new Map<string, string>();

  constructor(private readonly mapping: FieldMapping) {}

  detection(detection: YamlMap): YamlMap {
    return Object.fromEntries(
      Object.entries(detection).map(([name, selection]) => [name, this.selection(selection, ['detection', name])]),
    );
  }

  correlation(correlation: YamlMap): YamlMap {
    const { 'group-by': groupBy, aliases, condition } = correlation;
    const isAlias = (name: string): boolean => isMap(aliases) && Object.hasOwn(aliases, name);
    return {
      ...correlation,
      ...(groupBy === undefined ? {} : { 'group-by': this.names(groupBy, isAlias) }),
      ...(isMap(aliases) ? { aliases: mapValues(aliases, (alias) => this.alias(alias)) } : {}),
      ...(isMap(condition) && 'field' in condition
        ? { condition: { ...condition, field: this.names(condition['field']) } }
        : {}),
    };
  }

  /** The path as the document has it. */
  written(path: Path): Path {
    return path.map((step, at) => this.writtenNames.get(JSON.stringify(path.slice(0, at + 1))) ?? step);
  }

  private selection(selection: unknown, path: Path): unknown {
    if (Array.isArray(selection)) return selection.map((each, at) => this.selection(each, [...path, at]));
    if (!isMap(selection)) return selection;
    const mapped: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(selection)) {
      const [name = '', ...modifiers] = key.split('|');
      const renamed = [this.nameOf(name), ...modifiers].join('|');
      const isTaken = renamed !== key && [selection, mapped].some((map) => Object.hasOwn(map, renamed));
      const named = isTaken ? key : renamed;
      if (named !== key) this.writtenNames.set(JSON.stringify([...path, named]), key);
      mapped[named] = modifiers.includes('fieldref') ? this.names(value) : value;
    }
    return mapped;
  }

  private alias(alias: unknown): unknown {
    return isMap(alias) ? mapValues(alias, (field) => this.names(field)) : alias;
  }

  private names(value: unknown, isOther: (name: string) => boolean = () => false): unknown {
    if (Array.isArray(value)) return value.map((each) => this.names(each, isOther));
    return typeof value === 'string' && !isOther(value) ? this.nameOf(value) : value;
  }

  private nameOf(name: string): string {
    return Object.hasOwn(this.mapping, name) ? this.mapping[name]! : name;
  }
}

function mapValues(map: YamlMap, change: (value: unknown) => unknown): YamlMap {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));
}
