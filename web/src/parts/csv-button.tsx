import { useState } from 'preact/hooks';
import { authorization } from '@log-analyzer/client';
import type { Params } from '../model/range.js';
import { ALL } from '../model/range.js';
import { BASE_URL, useSession } from '../session.js';
import { entryFilter } from '../views/load-entries.js';
import { timeQuery } from '../views/load-range.js';
import { Icon } from './icon.js';
import { useNotices } from './notices.js';

/** Longer files are for a program: this one is held by the browser until it is whole. */
const MAX_BYTES = 200_000_000;

/** Saves the entries that match as CSV. A link could not send the key. */
export function CsvButton({ params }: { params: Params }) {
  const { api, key } = useSession();
  const { say } = useNotices();
  const [isBusy, setBusy] = useState(false);
  const save = async (): Promise<void> => {
    setBusy(true);
    const ending = new AbortController();
    try {
      const time = await timeQuery(api, params, ALL, ending.signal);
      const query = new URLSearchParams({ ...(entryFilter(params) as Record<string, string>), ...time });
      const headers = { Accept: 'text/csv', ...authorization(key) };
      const answer = await fetch(`${BASE_URL}/logs?${query.toString()}`, { headers, signal: ending.signal });
      if (!answer.ok) throw new Error(`The service answered ${answer.status}.`);
      saveAs(await blobOf(answer, ending), 'log-entries.csv');
      say('The entries are saved.');
    } catch (error) {
      say(error instanceof Error ? error.message : String(error), true);
    }
    setBusy(false);
  };
  return (
    <button type="button" disabled={isBusy} onClick={() => void save()}>
      <Icon name="download" /> {isBusy ? 'Saving…' : 'CSV'}
    </button>
  );
}

async function blobOf(answer: Response, ending: AbortController): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  for await (const part of answer.body! as unknown as AsyncIterable<Uint8Array<ArrayBuffer>>) {
    parts.push(part);
    bytes += part.length;
    if (bytes <= MAX_BYTES) continue;
    ending.abort();
    throw new Error('That is too much for a browser. Choose less time, or ask the API for CSV.');
  }
  return new Blob(parts, { type: 'text/csv' });
}

function saveAs(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
