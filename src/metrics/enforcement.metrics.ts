import { Inject, Injectable } from '@nestjs/common';
import { Gauge, Registry } from 'prom-client';
import { BouncersService } from '../enforcement/bouncers/bouncers.service.js';
import { DecisionsService } from '../enforcement/decisions.service.js';
import { METRICS_REGISTRY } from './metric-group.js';
import type { MetricGroup } from './metric-group.js';

/** What firewalls are told to turn away, and who asks for it. */
@Injectable()
export class EnforcementMetrics implements MetricGroup {
  readonly subject = 'enforcement';
  private readonly active: Gauge;
  private readonly bouncers: Gauge<'state'>;

  constructor(
    @Inject(METRICS_REGISTRY) registry: Registry,
    private readonly decisions: DecisionsService,
    private readonly asking: BouncersService,
  ) {
    this.active = new Gauge({
      name: 'log_analyzer_decisions_active',
      help: 'Decisions that bouncers are to enforce.',
      registers: [registry],
    });
    this.bouncers = new Gauge({
      name: 'log_analyzer_bouncers',
      help: 'Bouncers that ask for decisions (pulling), and that have ceased to (stopped).',
      labelNames: ['state'],
      registers: [registry],
    });
  }

  async update(): Promise<void> {
    this.active.set(await this.decisions.countEnforced());
    const bouncers = await this.asking.list();
    const pulling = bouncers.filter((bouncer) => this.asking.isPulling(bouncer)).length;
    this.bouncers.set({ state: 'pulling' }, pulling);
    this.bouncers.set({ state: 'stopped' }, bouncers.length - pulling);
  }

  reset(): void {
    this.active.remove();
    this.bouncers.reset();
  }
}
