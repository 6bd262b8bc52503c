const KEYS = [
  ['↓ or j, ↑ or k', 'next, previous alert'],
  ['Enter', 'open it'],
  ['x', 'choose it'],
  ['a', 'acknowledge'],
  ['r', 'resolve'],
  ['s', 'snooze'],
  ['n', 'add a note'],
] as const;

/** The keys that work in the list of alerts. */
export function KeyHelp() {
  return (
    <details class="key-help">
      <summary>Keys</summary>
      <dl>
        {KEYS.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <p class="muted">They work in the list, on the chosen alerts or on the one that has the focus.</p>
    </details>
  );
}
