/** Sent when lines have been pushed and are stored: there is something to scan. */
export const LINES_PUSHED = 'lines.pushed';
