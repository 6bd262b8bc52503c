import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { RequestInvalidError } from './request-invalid.error.js';

/** How deep values may lie within each other; no body of ours is deeper than two. */
const MOST_LEVELS = 16;

/** Refuses bodies so deep that whoever walks through them would run out of stack. */
export class ShallowBodyPipe implements PipeTransform {
  transform(value: unknown, { type }: ArgumentMetadata): unknown {
    if (type !== 'body' || isShallow(value, MOST_LEVELS)) return value;
    throw new RequestInvalidError([{ pointer: '', detail: `the body has more than ${MOST_LEVELS} levels` }]);
  }
}

function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((member) => isShallow(member, levels - 1));
}
