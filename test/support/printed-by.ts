/** Runs a command in this process, and keeps what it prints. */
export async function printedBy(
  command: () => Promise<number>,
): Promise<{ readonly status: number; readonly out: string }> {
  let out = '';
  const spies = [
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => (out += String(text)) !== ''),
    jest.spyOn(process.stderr, 'write').mockReturnValue(true),
  ];
  try {
    const status = await command();
    return { status, out };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
