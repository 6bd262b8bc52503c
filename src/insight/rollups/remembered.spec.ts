import { Remembered } from './remembered.js';

const answers = (size: number) => () => Promise.resolve(new Map(Array.from({ length: size }, (_, at) => [at, at])));

describe('what is remembered of roll-ups', () => {
  it('is read again when what it is made of has changed', async () => {
    const remembered = new Remembered();
    expect(await remembered.get('a', '1', () => Promise.resolve('first'))).toBe('first');
    expect(await remembered.get('a', '1', () => Promise.resolve('second'))).toBe('first');
    expect(await remembered.get('a', '2', () => Promise.resolve('third'))).toBe('third');
    expect(await remembered.get('a', '1', () => Promise.resolve('fourth'))).toBe('fourth');
  });

  it('is read once for all who ask at the same time', async () => {
    const remembered = new Remembered();
    const read = jest.fn(() => Promise.resolve(1));
    await Promise.all([remembered.get('a', '1', read), remembered.get('a', '1', read)]);
    expect(read).toHaveBeenCalledTimes(1);
  });

  it('is not remembered where reading fails', async () => {
    const remembered = new Remembered();
    await expect(remembered.get('a', '1', () => Promise.reject(new Error('busy')))).rejects.toThrow('busy');
    expect(await remembered.get('a', '1', () => Promise.resolve(2))).toBe(2);
  });

  it('keeps a bounded number of values: those that were asked for last', async () => {
    const remembered = new Remembered();
    const read = jest.fn(answers(90_000));
    for (const name of ['a', 'b', 'a', 'c']) await remembered.get(name, '1', read);
    expect(read).toHaveBeenCalledTimes(3);
    await remembered.get('a', '1', read);
    expect(read).toHaveBeenCalledTimes(3);
    await remembered.get('b', '1', read);
    expect(read).toHaveBeenCalledTimes(4);
  });
});
