/**
 * Where people find an alert, or all alerts where no id is given; null where the service has no public address.
 *
 * @param publicUrl without a slash at its end; empty: none
 */
export function alertLink(publicUrl: string, id?: string): string | null {
  if (publicUrl === '') return null;
  return id === undefined ? `${publicUrl}/alerts` : `${publicUrl}/alerts/${encodeURIComponent(id)}`;
}
