/**
 * The page of the dashboard that shows an alert, or the list of alerts where no id is given; null where the service has
 * no public address. Never a route of the API: that answers JSON to a browser, or asks for a key that it cannot send.
 *
 * @param publicUrl without a slash at its end; empty: none
 */
export function alertLink(publicUrl: string, id?: string): string | null {
  if (publicUrl === '') return null;
  const list = `${publicUrl}/dashboard#/alerts`;
  return id === undefined ? list : `${list}/${encodeURIComponent(id)}`;
}
