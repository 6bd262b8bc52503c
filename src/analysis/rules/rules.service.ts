import { Inject, Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { DomainError } from '../../common/domain.error.js';
import { SETTINGS_TOKEN } from '../../config/config.module.js';
import type { Settings } from '../../config/settings.schema.js';
import { IngestionHead } from '../../logs/ingestion/ingestion-head.entity.js';
import { AnalysisService } from '../analysis.service.js';
import type { DetectionRule } from '../detection/detection-rule.js';
import { Engine } from '../detection/engine.js';
import type { EngineState, LaneReach, RuleCounters } from '../detection/engine.js';
import { configuredRuleFiles, RULE_FILES } from './configured-rules.js';
import { loadRules } from './load-rule-files.js';
import type { LoadedRules, RuleSource } from './load-rule-files.js';
import type { RuleFile } from './rule-file.js';
import { faultText, RulesInvalidError } from './rules-invalid.error.js';

/** A rule in use, what it has done so far, and where it comes from. */
export interface RuleInUse {
  readonly rule: DetectionRule;
  /** Null where it has done nothing yet, or counts for other rules alone. */
  readonly counters: RuleCounters | null;
  readonly source: RuleSource;
}

/** Knows the detection rules in use, and takes others when the files change and somebody says so. */
@Injectable()
export class RulesService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Rules');
  private readonly hangUp = (): void => void this.reloadOnSignal();
  private loaded: LoadedRules;

  /** @throws RulesInvalidError: the service does not start with rules that it cannot use */
  constructor(
    @Inject(SETTINGS_TOKEN) private readonly settings: Settings,
    @Inject(RULE_FILES) ruleFiles: readonly RuleFile[],
    @InjectRepository(IngestionHead) private readonly heads: Repository<IngestionHead>,
    private readonly analysis: AnalysisService,
  ) {
    this.loaded = loadRules(ruleFiles);
  }

  onApplicationBootstrap(): void {
    const raising = this.raisingCount;
    if (raising > 0) this.logger.log(`${raising} detection rules are in use.`);
    else this.logger.warn('No detection rule is in use: nothing raises an alert. See SHIPPED_RULES and RULES_DIR.');
    process.on('SIGHUP', this.hangUp);
  }

  onApplicationShutdown(): void {
    process.off('SIGHUP', this.hangUp);
  }

  /** What of the stored entries and alerts is still needed to go on detecting, by lane. */
  async reach(): Promise<readonly LaneReach[]> {
    const head = await this.heads.findOneBy({ id: 1 });
    if (head === null || head.detection === null) return [];
    return new Engine(this.loaded.rules, head.detection as EngineState).reach;
  }

  /** Every rule in use, by name. */
  async list(): Promise<RuleInUse[]> {
    const head = await this.heads.findOneBy({ id: 1 });
    const { counters = {} } = (head?.detection ?? {}) as Partial<EngineState>;
    return [...this.loaded.rules]
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map((rule) => ({
        rule,
        counters: counters[rule.name] ?? null,
        source: this.loaded.sources.get(rule.id)!,
      }));
  }

  /** @param id the rule's id or its name. @throws DomainError RULE_NOT_FOUND */
  async find(id: string): Promise<RuleInUse> {
    const rules = await this.list();
    const found = rules.find(({ rule }) => rule.id === id.toLowerCase() || rule.name === id);
    if (found === undefined) throw new DomainError('not_found', 'RULE_NOT_FOUND', 'There is no such detection rule.');
    return found;
  }

  /**
   * Reads the rule files again and uses them from now on.
   *
   * @throws DomainError RULES_INVALID: the rules stay as they were
   */
  reload(): void {
    try {
      const files = configuredRuleFiles(this.settings);
      this.loaded = loadRules(files);
      this.analysis.useRules(files);
      this.logger.log(`The rules were loaded again; ${this.raisingCount} raise alerts.`);
    } catch (error) {
      if (!(error instanceof RulesInvalidError)) throw error;
      const faults = error.faults.map((fault) => ({
        pointer: `${fault.file}:${fault.line}`,
        detail: faultText(fault),
      }));
      throw new DomainError(
        'conflict',
        error.code,
        'The rule files are not valid; the rules stay as they were.',
        faults,
      );
    }
  }

  private get raisingCount(): number {
    return this.loaded.rules.filter(({ raisesAlerts }) => raisesAlerts).length;
  }

  private reloadOnSignal(): void {
    try {
      this.reload();
    } catch (error) {
      const faults = error instanceof DomainError ? error.faults.map(({ detail }) => `\n  - ${detail}`).join('') : '';
      this.logger.error(`${(error as Error).message}${faults}`);
    }
  }
}
