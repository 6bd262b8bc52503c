/** The address that forged text brings along. */
export const FORGED = '198.51.100.99';

/** What a client may have written in a line: quoted text, paths, what stands in angle brackets. */
const CLIENT_TEXT = /\/[\w./?=&%-]{2,}|"[^"]{2,}"|'[^']+'|<[^>]+>/g;

/**
 * Lines like one that a filter matches, in which a user's name or a path holds another address, with what stands around the right
 * one: what an attacker would write who knows the expression.
 *
 * @param isReal false for a line of which everything is random: only the user's name is the client's
 */
export function forgedLines(line: string, address: string, username: string | null, isReal: boolean): string[] {
  const at = line.indexOf(address);
  if (at < 0) return [];
  const behind = line.slice(at + address.length);
  const texts = new Set(
    [
      ...(username ? [username] : []),
      ...(isReal ? [...line.matchAll(CLIENT_TEXT)] : []).map(([text]) => text.replace(/^["'<]|["'>]$/g, '')),
    ].filter((text) => text !== '' && !text.includes(address)),
  );
  return [...texts].flatMap((text) => {
    const from = line.indexOf(text);
    if (from < 0) return [];
    const between = from + text.length <= at ? line.slice(from + text.length, at) : '';
    const before = line.slice(0, at).slice(-60);
    const forged = [
      `x${between}${FORGED}`,
      `x${between}${FORGED}${behind}`,
      `x${between}${FORGED} `,
      `x from ${FORGED}`,
      `x rhost=${FORGED}`,
      `x [${FORGED}]`,
      `x, client: ${FORGED}, server: "`,
      before + FORGED,
      before + FORGED + behind,
      line.replace(address, FORGED),
    ];
    return forged.map((each) => line.slice(0, from) + each + line.slice(from + text.length));
  });
}
