/** What the tab of the browser says: the view, and how many alerts are open. */
const shown = { view: '', openAlerts: 0 };

export function showViewTitle(view: string): void {
  shown.view = view;
  write();
}

export function showOpenAlerts(count: number): void {
  shown.openAlerts = count;
  write();
}

function write(): void {
  const count = shown.openAlerts === 0 ? '' : `(${shown.openAlerts}) `;
  document.title = `${count}${shown.view === '' ? '' : `${shown.view} · `}SSH attacks`;
}
