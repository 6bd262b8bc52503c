import { ValidateBy, ValidateIf } from 'class-validator';
import { ISO_TIME } from '../common/iso-time.js';

/** Decorators of members of bodies and queries. */

/** A member that can be left out; unlike with `IsOptional`, null is a value like any other, and may be wrong. */
export function MayBeMissing(): PropertyDecorator {
  return ValidateIf((_object: object, value: unknown) => value !== undefined);
}

/** A moment, as {@link ISO_TIME} says, that exists: no 31st of February, no 25 o'clock. */
export function IsMoment(example: string): PropertyDecorator {
  return ValidateBy({
    name: 'isMoment',
    validator: {
      validate: isMoment,
      defaultMessage: () => `$property must be a time with an offset (ISO 8601), such as ${example}`,
    },
  });
}

function isMoment(value: unknown): boolean {
  if (typeof value !== 'string' || !ISO_TIME.test(value) || Number.isNaN(Date.parse(value))) return false;
  // Date.parse takes the 31st of any month, and means the 1st of the next.
  const day = value.slice(0, 10);
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}
