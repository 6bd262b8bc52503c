import { isFault, listSetting } from './setting.js';
import type { Setting, SettingFault } from './setting.js';

/** Something before an @ and something behind it, without blanks: what is wrong beyond that, the mail server says. */
const ADDRESS = /^[^@\s]+@[^@\s]+$/;

/** A comma-separated list of mail addresses. */
export function mailAddressesSetting(description: string): Setting<readonly string[]> {
  const list = listSetting(description);
  return {
    ...list,
    parse: (text, readFile) => {
      const addresses = list.parse(text, readFile);
      if (isFault(addresses)) return addresses;
      const wrong = addresses.find((address) => !ADDRESS.test(address));
      return wrong === undefined ? addresses : { fault: `holds '${wrong}', which is no mail address` };
    },
  };
}

/** One mail address, or nothing. */
export function parseSender(text: string): string | SettingFault {
  return text === '' || ADDRESS.test(text) ? text : { fault: 'must be a mail address such as alerts@example.org' };
}
