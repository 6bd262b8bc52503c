import { useState } from 'preact/hooks';
import { textPieces } from '../model/attacker-text.js';
import { routeTo } from '../model/route.js';
import { formatNumber } from '../model/words.js';
import { OriginTag } from './origin-tag.js';

/** How much of a text is shown until somebody asks for all of it. */
const SHORT = 200;

interface Props {
  readonly text: string;
  readonly most?: number;
}

/**
 * Text that an attacker may have written: it is never markup, what would hide or steer is shown as an escape, and it
 * cannot turn the direction of what stands around it.
 */
export function AttackerText({ text, most = SHORT }: Props) {
  const isLong = text.length > most;
  return (
    <bdi class="attacker">
      {textPieces(isLong ? text.slice(0, most) : text).map(({ text: piece, isEscape }, index) =>
        isEscape ? (
          <span key={index} class="escape">
            {piece}
          </span>
        ) : (
          piece
        ),
      )}
      {isLong && '…'}
      {text === '' && <span class="muted">(empty)</span>}
    </bdi>
  );
}

/** The same, with a button for the rest. */
export function LongAttackerText({ text, most = SHORT }: Props) {
  const [isOpen, setOpen] = useState(false);
  if (text.length <= most) return <AttackerText text={text} most={most} />;
  return (
    <>
      <AttackerText text={text} most={isOpen ? text.length : most} />{' '}
      <button type="button" class="small" onClick={() => setOpen(!isOpen)}>
        {isOpen ? 'Show less' : `Show all ${formatNumber(text.length)} characters`}
      </button>
    </>
  );
}

/** A user name that leads to its dossier. */
export function UserLink({ name }: { name: string | null }) {
  if (name === null) return <span class="muted">no name</span>;
  return (
    <a href={routeTo(['users', name])}>
      <AttackerText text={name} most={60} />
    </a>
  );
}

/** A host that leads to its page; attackers may name one in lines of their own. */
export function HostLink({ host }: { host: string }) {
  return (
    <a href={routeTo(['hosts', host])}>
      <AttackerText text={host} most={60} />
    </a>
  );
}

/** A source address that leads to its dossier, with where it is from. */
export function AddressLink({ address }: { address: string | null }) {
  if (address === null) return <span class="muted">many addresses</span>;
  return (
    <>
      <a class="address" href={routeTo(['addresses', address])}>
        {address}
      </a>
      <OriginTag address={address} />
    </>
  );
}
