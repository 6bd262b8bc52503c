import { Gauge, Registry } from 'prom-client';
import { replaceSamples } from './metric-group.js';

describe('labels of metrics', () => {
  it('show names of files and hosts without what steers a terminal', async () => {
    const registers = [new Registry()];
    const gauge = new Gauge({ name: 'lines', help: 'Lines.', labelNames: ['source'], registers });
    const path = '/var/log/\u001b[31m\u009b2J\u202ea"b\\c\n.log';
    replaceSamples(gauge, [{ labels: { source: path }, value: 7 }]);
    const text = await registers[0]!.metrics();
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(text).toContain(String.raw`\\u001b[31m\\u009b2J\\u202ea\"b\\c\\u000a.log"} 7`);
  });
});
