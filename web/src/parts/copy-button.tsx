import { useNotices } from './notices.js';

/** Puts a text on the clipboard. */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const { say } = useNotices();
  const copy = (): void => {
    // Browsers give the clipboard only to pages that came by HTTPS or from this machine.
    const copied = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('no clipboard'));
    copied.then(
      () => say(`Copied ${what}.`),
      () => say('The browser does not let the page copy here; select the text and copy it.', true),
    );
  };
  return (
    <button type="button" class="small" onClick={copy} aria-label={`Copy ${what}`}>
      Copy
    </button>
  );
}
