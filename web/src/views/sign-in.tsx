import { useState } from 'preact/hooks';

/** Asks for an API key. */
export function SignIn({ fault, onKey }: { fault: string | null; onKey: (key: string) => void }) {
  const [key, setKey] = useState('');
  const submit = (event: Event): void => {
    event.preventDefault();
    if (key.trim() !== '') onKey(key.trim());
  };
  return (
    <main class="sign-in">
      <h1>SSH attacks</h1>
      <form class="card" onSubmit={submit}>
        <p>This service asks for an API key. It stays in this tab and is forgotten when the tab is closed.</p>
        {fault !== null && (
          <p class="fault" role="alert" id="key-fault">
            {fault}
          </p>
        )}
        <label for="key">API key</label>
        <input
          id="key"
          type="password"
          autocomplete="off"
          required
          value={key}
          aria-describedby={fault === null ? undefined : 'key-fault'}
          onInput={(event) => setKey(event.currentTarget.value)}
        />
        <button type="submit" class="primary">
          Sign in
        </button>
        <p class="muted">
          Whoever runs the service set the first key in API_KEYS; a key with the scope admin makes more (POST /keys).
        </p>
      </form>
    </main>
  );
}
