import { RequestInvalidError } from '../http/problem-document.js';
import type { ListView } from './answer-list.js';
import { ChoiceParameter } from './list-parameters.js';

/** What else the items of a list, or of the stream, can be answered as. */
export const ITEM_FORMATS = ['ocsf', 'ecs'] as const;

export type ItemFormat = (typeof ITEM_FORMATS)[number];

/** What each format makes of a thing: an event of OCSF, or a document of ECS. */
export type ItemFormats<View> = Readonly<Record<ItemFormat, (view: View) => object>>;

/** The parameter `format`, of lists whose items can be answered in the schemas of others, too. */
export function FormatParameter(): PropertyDecorator {
  return ChoiceParameter(ITEM_FORMATS, {
    description:
      'As what each item is answered, in JSON, NDJSON and CSV alike: `ocsf`, an event of the Open Cybersecurity Schema ' +
      'Framework 1.8.0, or `ecs`, a document of the Elastic Common Schema 9.4 (docs/api.md), in place of what is described ' +
      'here. `fields` has no place beside it.',
  });
}

/** Members that CSV has columns for: an item has some of them, and others. */
const COLUMNS: Readonly<Record<ItemFormat, readonly string[]>> = {
  ocsf: [
    'time',
    'class_uid',
    'class_name',
    'activity_id',
    'activity_name',
    'severity_id',
    'status_id',
    'status',
    'message',
    'metadata',
    'device',
    'user',
    'actor',
    'src_endpoint',
    'dst_endpoint',
    'finding_info',
    'unmapped',
    'raw_data',
  ],
  ecs: [
    '@timestamp',
    'message',
    'event',
    'host',
    'source',
    'user',
    'group',
    'process',
    'file',
    'network',
    'rule',
    'threat',
    'related',
    'log',
    'observer',
    'ecs',
    'log_analyzer',
  ],
};

/**
 * The view of a list in the form that the request asks for.
 *
 * @throws RequestInvalidError where it names members of the form that it does not ask for
 */
export function inFormat<Item, View extends object>(
  view: ListView<Item, View>,
  { format, fields }: { readonly format?: ItemFormat; readonly fields?: readonly string[] },
  formats: ItemFormats<View>,
): ListView<Item> {
  if (format === undefined) return view;
  if (fields !== undefined)
    throw new RequestInvalidError([{ pointer: 'fields', detail: 'fields has no place beside format' }]);
  return {
    name: view.name,
    fields: COLUMNS[format],
    views: async (items) => (await view.views(items)).map(formats[format]),
  };
}
