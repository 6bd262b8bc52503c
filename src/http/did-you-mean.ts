import type { ValidationError } from '@nestjs/common';
import { getMetadataStorage } from 'class-validator';
import { closestWord } from '../common/query/closest-word.js';
import { parameterNamed } from '../common/query/query.js';

/** What somebody may have meant who wrote a name or a value that is not known; null where nothing is near. */
export function suggestionFor({ target, property, value, constraints }: ValidationError): string | null {
  if (target === undefined) return null;
  const rules = getMetadataStorage().getTargetValidationMetadatas(target.constructor, '', false, false);
  if (constraints?.['whitelistValidation'] !== undefined) {
    const names = [...new Set(rules.map((rule) => rule.propertyName))];
    const other = parameterNamed(property);
    return other !== null && names.includes(other) ? other : closestWord(property, names);
  }
  const choices: unknown = rules.find((rule) => rule.propertyName === property && CHOOSING.includes(rule.name ?? ''))
    ?.constraints[0];
  if (!isTexts(choices)) return null;
  const given = Array.isArray(value) ? value : [value];
  const unknown: unknown = given.find((each) => !choices.includes(each as string));
  return typeof unknown === 'string' ? closestWord(unknown, choices) : null;
}

/** Rules whose first constraint is all that may be chosen. */
const CHOOSING: readonly string[] = ['isIn', 'areNames'];

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}
