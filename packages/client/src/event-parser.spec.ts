import { EventParser } from './event-parser.js';

const STREAM =
  'retry: 2000\n: welcome\n\nevent: alert\nid: 1-0\ndata: {"a":1}\n\n: still here\n\nevent: sources\nid: 1-0\ndata: []\n\n';

const EVENTS = [
  { type: 'alert', data: '{"a":1}', id: '1-0' },
  { type: 'sources', data: '[]', id: '1-0' },
];

describe('EventParser', () => {
  it('reads the same events however the stream is cut', () => {
    for (let at = 0; at < STREAM.length; at++) {
      const parser = new EventParser();
      expect([...parser.push(STREAM.slice(0, at)), ...parser.push(STREAM.slice(at))]).toEqual(EVENTS);
    }
  });

  it('joins lines of data, and keeps an id until there is another', () => {
    const parser = new EventParser();
    expect(parser.push('id: 7\ndata: one\ndata:two\n\ndata: three\n\n')).toEqual([
      { type: 'message', data: 'one\ntwo', id: '7' },
      { type: 'message', data: 'three', id: '7' },
    ]);
  });

  it.each(['\r\n', '\r'])('takes other line ends, %j, cut anywhere', (end) => {
    const stream = `${STREAM.replaceAll('\n', end)}: the next line shows that the one before is over${end}`;
    for (let at = 0; at < stream.length; at++) {
      const parser = new EventParser();
      expect([...parser.push(stream.slice(0, at)), ...parser.push(stream.slice(at))]).toEqual(EVENTS);
    }
  });
});
