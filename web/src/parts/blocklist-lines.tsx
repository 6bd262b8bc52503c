import { CopyButton } from './copy-button.js';

/** The address as firewalls take it. The sets are those of `GET /blocklist?format=nftables` and `format=ipset`. */
export function BlocklistLines({ address }: { address: string }) {
  const family = address.includes(':') ? 'ipv6' : 'ipv4';
  const lines = [
    ['address', address],
    ['nftables', `nft add element inet log-analyzer ${family} { ${address} timeout 4h }`],
    ['ipset', `ipset add blocklist-${family} ${address}`],
  ] as const;
  return (
    <section class="card">
      <h2>Block it by hand</h2>
      <p class="muted">In the sets that the blocklist is loaded into; docs/blocking.md says how they are made.</p>
      <ul class="plain copy-lines">
        {lines.map(([name, line]) => (
          <li key={name}>
            <code>{line}</code>{' '}
            <CopyButton text={line} what={name === 'address' ? 'the address' : `the line for ${name}`} />
          </li>
        ))}
      </ul>
    </section>
  );
}
