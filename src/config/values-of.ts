import type { ReadFile, SettingFault } from './setting.js';

/** The value of a setting once its fault, if any, has been dealt with. */
export type ValueOf<S> = S extends { parse: (text: string, readFile: ReadFile) => infer T }
  ? Exclude<T, SettingFault>
  : never;

/** The values of a table of settings, by name. */
export type ValuesOf<Table> = { readonly [Name in keyof Table]: ValueOf<Table[Name]> };
