import { SEVERITIES } from '../../alerts/lifecycle/alert-terms.js';
import type { Decision } from '../decision.entity.js';

/** The name under which bouncers keep what comes from us; some make a set of it by this name. */
export const ORIGIN = 'log-analyzer';

/** A decision as CrowdSec's bouncers read it. */
export interface BouncerDecision {
  readonly id: number;
  readonly origin: string;
  readonly type: 'ban';
  readonly scope: 'Ip' | 'Range';
  readonly value: string;
  /** What is left of it, in whole hours, minutes and seconds: `3h59m58s`. */
  readonly duration: string;
  readonly scenario: string;
}

/** The scenario of what a person decided. */
const MANUAL = 'manual';

/** @param now UTC milliseconds */
export function bouncerDecision(decision: Decision, now: number): BouncerDecision {
  const { id, scope, value, rule, until } = decision;
  return {
    id,
    origin: ORIGIN,
    type: 'ban',
    scope: scope === 'ip' ? 'Ip' : 'Range',
    value,
    duration: durationText(decision.endedAt === null ? until - now : 0),
    scenario: rule ?? MANUAL,
  };
}

/** Not every bouncer reads fractions, signs or days. */
function durationText(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  return `${Math.floor(seconds / 3600)}h${Math.floor(seconds / 60) % 60}m${seconds % 60}s`;
}

/** The most severe first, then the latest: some bouncers look at the first alone. */
export function bySeverity(one: Decision, other: Decision): number {
  return SEVERITIES.indexOf(other.severity) - SEVERITIES.indexOf(one.severity) || other.id - one.id;
}

/** What a bouncer asks for; parameters that are not known are none of ours. */
export class BouncerFilter {
  private readonly scopes: readonly string[];
  private readonly origins: readonly string[];
  private readonly scenarios: readonly string[];
  private readonly otherScenarios: readonly string[];

  constructor(query: Readonly<Record<string, unknown>>) {
    this.scopes = words(query['scopes'] ?? query['scope'] ?? 'ip,range');
    this.origins = words(query['origins']);
    this.scenarios = words(query['scenarios_containing']);
    this.otherScenarios = words(query['scenarios_not_containing']);
    this.isOfOtherType = query['type'] !== undefined && String(query['type']).toLowerCase() !== 'ban';
  }

  private readonly isOfOtherType: boolean;

  takes({ scope, rule }: Decision): boolean {
    const scenario = (rule ?? MANUAL).toLowerCase();
    return (
      !this.isOfOtherType &&
      this.scopes.includes(scope) &&
      (this.origins.length === 0 || this.origins.includes(ORIGIN)) &&
      (this.scenarios.length === 0 || this.scenarios.some((each) => scenario.includes(each))) &&
      !this.otherScenarios.some((each) => scenario.includes(each))
    );
  }
}

function words(value: unknown): string[] {
  const texts = [value].flat().filter((each) => typeof each === 'string');
  return texts
    .flatMap((text) => text.split(','))
    .flatMap((word) => {
      const trimmed = word.trim().toLowerCase();
      return trimmed === '' ? [] : [trimmed];
    });
}
