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
        <p>Enter your access key. It is kept in this tab only, and forgotten when you close the tab.</p>
        {fault !== null && (
          <p class="fault" role="alert" id="key-fault">
            {fault}
          </p>
        )}
        <label for="key">Access key</label>
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
        <p class="muted">No key? Ask the person who runs this service for one.</p>
      </form>
    </main>
  );
}
