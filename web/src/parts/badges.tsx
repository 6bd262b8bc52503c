import type { Schemas } from '@log-analyzer/client';
import type { Severity } from '../model/severities.js';

/** A severity, said by word as well as by colour. */
export function SeverityBadge({ severity }: { severity: Severity }) {
  return <span class={`badge severity ${severity}`}>{severity}</span>;
}

export function StatusBadge({ status }: { status: Schemas['AlertStatus'] }) {
  return <span class={`badge status ${status}`}>{status}</span>;
}

/** That a client may have chosen the address. */
export function ForgeableBadge({ forgeable }: { forgeable: boolean }) {
  return forgeable ? <span class="badge forgeable">forgeable address</span> : null;
}

/** Whether they got in. */
export function OutcomeBadge({ outcome }: { outcome: Schemas['AlertOutcome'] }) {
  if (outcome === 'login_succeeded') return <span class="badge got-in">got in</span>;
  return outcome === 'login_suspected' ? <span class="badge suspected">suspicious login</span> : null;
}
