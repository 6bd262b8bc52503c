import { Inject, Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { DomainError } from '../../common/domain.error.js';
import { SingleFlight } from '../../common/single-flight.js';
import { visibleText } from '../../common/visible-text.js';
import { SETTINGS_TOKEN } from '../../config/config.module.js';
import { SettingsError } from '../../config/load-settings.js';
import type { Settings } from '../../config/settings.schema.js';
import { WriteConnection } from '../../database/database.module.js';
import { IngestionHead } from '../../logs/ingestion/ingestion-head.entity.js';
import { AnalysisService } from '../analysis.service.js';
import type { DetectionRule } from '../detection/detection-rule.js';
import { Engine } from '../detection/engine.js';
import type { EngineState, StreamReach, RuleCounters } from '../detection/engine.js';
import { RULE_FILES, configuredRuleFiles, ownRuleOptions } from './rule-files.js';
import { RulesInvalidError, faultText } from './rule-faults.js';
import { NO_RULES, checkRules, checkText, loadRules } from './loaded-rules.js';
import type { CheckedRules, LoadedRules, RuleSource } from './loaded-rules.js';
import type { RuleFile } from './rule-files.js';
import type { FieldMapping } from '../sigma/field-mapping.js';
import { RULES_TAKEN } from '../scan/scan-report.js';
import { countReload, readReloads } from './rule-reloads.entity.js';

/** So many remarks on rules are logged at once. */
const MAX_REMARKS = 20;

/** A rule in use, what it has done so far, and where it comes from. */
export interface RuleInUse {
  readonly rule: DetectionRule;
  /** Null where it has done nothing yet, or counts for other rules alone. */
  readonly counters: RuleCounters | null;
  readonly source: RuleSource;
}

/**
 * Knows the detection rules in use, and takes others when the files change and somebody says so, to this instance or to
 * another on the same database: all of them go by one count of such requests, and each reads its own files.
 */
@Injectable()
export class RulesService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Rules');
  private readonly onSighup = (): void => void this.reloadOnSignal();
  private readonly flight = new SingleFlight(() => this.takeStep());
  private loaded: LoadedRules;
  private files: readonly RuleFile[];
  /** The count of requests that the rules in use go by; null before the first look. */
  private reloads: number | null = null;

  /** @throws RulesInvalidError or SettingsError: the service does not start with rules that it cannot use, or has not */
  constructor(
    @Inject(SETTINGS_TOKEN) private readonly settings: Settings,
    @Inject(RULE_FILES) ruleFiles: readonly RuleFile[],
    @InjectRepository(IngestionHead) private readonly heads: Repository<IngestionHead>,
    private readonly analysis: AnalysisService,
    private readonly connection: WriteConnection,
    private readonly events: EventEmitter2,
  ) {
    this.files = ruleFiles;
    this.loaded = loadRules(ruleFiles);
    const unknown = this.unknownDeciders();
    if (unknown.length > 0) throw new SettingsError(unknown);
  }

  onApplicationBootstrap(): void {
    const raising = this.raisingCount;
    if (raising > 0) this.logger.log(`${this.loaded.rules.length} rules are in use, of which ${raising} raise alerts.`);
    else this.logger.warn('No detection rule is in use: nothing raises an alert. See SHIPPED_RULES and RULES_DIR.');
    this.logRemarks();
    process.on('SIGHUP', this.onSighup);
  }

  onApplicationShutdown(): void {
    process.off('SIGHUP', this.onSighup);
  }

  /** Names of DECISIONS_RULES that no rule has: alerts that should decide would not. */
  private unknownDeciders(): string[] {
    const names = this.loaded.rules.filter(({ raisesAlerts }) => raisesAlerts).map(({ name }) => name);
    return this.settings.DECISIONS_RULES.filter((name) => !names.includes(name)).map(
      (name) =>
        `DECISIONS_RULES: no rule in use that raises alerts is named "${visibleText(name, 100)}"; see GET /rules`,
    );
  }

  /** What was left out, and what is hardly meant: somebody may be waiting for an alert of it. */
  private logRemarks(): void {
    const { skipped, warnings } = this.loaded;
    const remarks = [
      ...skipped.map((fault) => faultText(fault, 'left out: ')),
      ...warnings.map((fault) => faultText(fault)),
      ...this.unknownDeciders(),
    ];
    for (const remark of remarks.slice(0, MAX_REMARKS)) this.logger.warn(remark);
    if (remarks.length > MAX_REMARKS)
      this.logger.warn(`${remarks.length - MAX_REMARKS} further remarks on the rules: see GET /rules/validate.`);
  }

  /** What of the stored entries and alerts is still needed to go on detecting, by stream. */
  async reach(): Promise<readonly StreamReach[]> {
    const head = await this.heads.findOneBy({ id: 1 });
    if (head === null || head.detection === null) return [];
    return new Engine(this.loaded.rules, head.detection as EngineState).reach;
  }

  /** The rules in use. */
  get inUse(): readonly DetectionRule[] {
    return this.loaded.rules;
  }

  /** What the rules in use are made of, for those who compile them again. */
  get sourcesInUse(): { readonly files: readonly RuleFile[]; readonly fields: FieldMapping | undefined } {
    return { files: this.files, fields: ownRuleOptions(this.settings).fields };
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

  /** What a reload would say of the files as they are now; nothing is changed. */
  check(): CheckedRules {
    try {
      return checkRules(configuredRuleFiles(this.settings));
    } catch (error) {
      if (error instanceof RulesInvalidError) return { ...NO_RULES, faults: error.faults };
      throw error;
    }
  }

  /** What is said of rules that are not in use, beside those that are; see {@link checkText}. */
  checkText(text: string): CheckedRules {
    return checkText(text, this.files, ownRuleOptions(this.settings).fields);
  }

  /**
   * Reads the rule files again and uses them from now on; every other instance on the database does so, too.
   *
   * @throws DomainError RULES_INVALID: the rules stay as they were, everywhere
   */
  async reload(): Promise<void> {
    const files = this.readFiles();
    this.reloads = await this.connection.transaction((manager) => countReload(manager));
    this.take(files);
  }

  /** Reads the rule files again if any instance was asked to since they were read. Never fails: what is wrong is logged. */
  async follow(): Promise<void> {
    try {
      await this.flight.run();
    } catch (error) {
      if (this.analysis.isStopped) return;
      this.logger.error(`The rules could not be brought up to date: ${(error as Error).message}${faultList(error)}`);
    }
  }

  private async takeStep(): Promise<void> {
    const reloads = await readReloads(this.heads.manager);
    if (reloads === this.reloads) return;
    // Files that are not valid are said once, not at every look.
    this.reloads = reloads;
    const files = this.readFiles();
    if (JSON.stringify(files) !== JSON.stringify(this.files)) this.take(files);
  }

  /** @throws DomainError RULES_INVALID */
  private readFiles(): readonly RuleFile[] {
    try {
      const files = configuredRuleFiles(this.settings);
      loadRules(files);
      return files;
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

  private take(files: readonly RuleFile[]): void {
    this.files = files;
    this.loaded = loadRules(files);
    this.analysis.useRules(files);
    this.logger.log(`The rules were loaded again; ${this.raisingCount} raise alerts.`);
    this.logRemarks();
    this.events.emit(RULES_TAKEN);
  }

  private get raisingCount(): number {
    return this.loaded.rules.filter(({ raisesAlerts }) => raisesAlerts).length;
  }

  private async reloadOnSignal(): Promise<void> {
    try {
      await this.reload();
    } catch (error) {
      this.logger.error(`${(error as Error).message}${faultList(error)}`);
    }
  }
}

function faultList(error: unknown): string {
  return error instanceof DomainError ? error.faults.map(({ detail }) => `\n  - ${detail}`).join('') : '';
}
