import { UnsupportedMediaTypeException } from '@nestjs/common';
import type { Request } from 'express';
import { RequestInvalidError } from '../../../http/request-invalid.error.js';
import type { BodyKind } from './pushed-lines.js';

const KINDS: Readonly<Record<string, BodyKind>> = { 'text/plain': 'text', 'application/x-ndjson': 'ndjson' };
const CHARSETS: ReadonlySet<string> = new Set(['utf-8', 'utf8', 'us-ascii']);

/** What a sender may call a batch. */
const KEY = /^[\x20-\x7e]{1,255}$/;

/** @throws UnsupportedMediaTypeException */
export function bodyKind(request: Request): BodyKind {
  const [type = '', ...parameters] = (request.headers['content-type'] ?? '').toLowerCase().split(';');
  const kind = KINDS[type.trim()];
  const charset = parameters.map((each) => each.trim()).find((each) => each.startsWith('charset='));
  const isKnown = charset === undefined || CHARSETS.has(charset.slice('charset='.length).replaceAll('"', ''));
  if (kind !== undefined && isKnown) return kind;
  throw new UnsupportedMediaTypeException(
    'Lines are sent as Content-Type: text/plain or application/x-ndjson, in UTF-8.',
  );
}

/** What the sender calls the batch; null where it does not. @throws RequestInvalidError */
export function idempotencyKey(request: Request): string | null {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return null;
  if (typeof key === 'string' && KEY.test(key)) return key;
  const detail = 'Idempotency-Key must have 1 to 255 characters of ASCII';
  throw new RequestInvalidError([{ pointer: 'Idempotency-Key', detail }]);
}
