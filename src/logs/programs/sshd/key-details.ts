import type { Reading } from '../../parsing/reading.js';

const FINGERPRINT = /^(?:SHA256:[A-Za-z0-9+/=]+|(?:MD5:)?(?:[0-9a-f]{2}:){15}[0-9a-f]{2})$/;
const LONGEST_WORD = 100;

/**
 * Reads what stands behind `ssh2: ` at `start` (`auth2.c format_method_key()`): `RSA SHA256:…`, or for a certificate
 * `RSA-CERT[ SHA256:…] ID alice (serial 7) CA ED25519 SHA256:…`.
 */
export function readKeyDetails(reading: Reading, text: string, start: number): void {
  const typeEnd = text.indexOf(' ', start);
  if (typeEnd < 0 || typeEnd - start > LONGEST_WORD) return;
  let next = typeEnd + 1;
  const word = wordAt(text, next);
  reading.keyType = text.slice(start, typeEnd);
  if (FINGERPRINT.test(word)) {
    reading.keyFingerprint = word;
    next += word.length + 1;
  }
  if (!text.startsWith('ID ', next)) return;
  const idEnd = text.lastIndexOf(' (serial ');
  if (idEnd >= next + 3) reading.certificateId = text.slice(next + 3, idEnd);
}

function wordAt(text: string, start: number): string {
  const end = text.indexOf(' ', start);
  const word = text.slice(start, Math.min(end < 0 ? text.length : end, start + LONGEST_WORD));
  return word.endsWith(',') ? word.slice(0, -1) : word;
}
