import { TAGGED_PROGRAMS } from '../../src/config/log-sources.js';
import { programNamed } from '../../src/logs/programs/registry.js';

it('the configuration names programs that are understood for the tag of a container', () => {
  expect(TAGGED_PROGRAMS.map((name) => programNamed(name)?.name)).toEqual(TAGGED_PROGRAMS);
});
