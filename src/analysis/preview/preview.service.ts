import { Inject, Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { DomainError } from '../../common/domain.error.js';
import { Turns } from '../../common/turns.js';
import { visibleText } from '../../common/visible-text.js';
import type { DetectionRule } from '../detection/detection-rule.js';
import { RulesService } from '../rules/rules.service.js';
import { wantsOf } from '../rules/rule-wants.js';
import { MAX_ENTRIES, MAX_LISTED, PreviewResultDto } from './preview.dto.js';
import type { PreviewQueryDto, RulePreviewDto } from './preview.dto.js';
import { PreviewStoppedError } from './preview-run.js';
import type { PreviewOrder, PreviewOutcome } from './preview-run.js';
import { PREVIEWER } from './previewer.js';
import type { Previewer } from './previewer.js';
import { variantOf } from './rule-variant.js';
import type { VariantFault, VariantRequest } from './rule-variant.js';

/** How long a preview may take, and how many wait while another one runs. */
const DEADLINE_MS = 30_000;
const MAX_WAITING = 4;
const RETRY_AFTER_SECONDS = 5;
const LONGEST_REASON = 1_000;

/** Says what would become of the alerts of a rule: one preview at a time, and each only as long as somebody waits for it. */
@Injectable()
export class PreviewService implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Preview');
  private readonly ending = new AbortController();
  private last: Promise<unknown> = Promise.resolve();
  // One after the other: several at once would take the processors from detection.
  private readonly turns = new Turns({ atOnce: 1, mostWaiting: MAX_WAITING }, { busy, left: stopped });

  constructor(
    private readonly rules: RulesService,
    @Inject(PREVIEWER) private readonly previewer: Previewer,
  ) {}

  async beforeApplicationShutdown(): Promise<void> {
    this.ending.abort();
    await this.last;
  }

  /**
   * @param left aborts when nobody waits for the answer any more
   * @throws DomainError RULE_NOT_FOUND, PREVIEW_RULE_INVALID, PREVIEW_RULE_AMBIGUOUS, PREVIEW_RULE_UNCHANGEABLE, PREVIEW_BUSY,
   *   PREVIEW_TOO_LONG or PREVIEW_STOPPED
   */
  async preview(
    asked: RulePreviewDto,
    { since, until }: PreviewQueryDto,
    left: AbortSignal,
  ): Promise<PreviewResultDto> {
    const variant: VariantRequest = {
      rule: asked.rule ?? null,
      text: asked.text ?? null,
      threshold: asked.threshold ?? null,
      windowMs: asked.timespan_seconds === undefined ? null : asked.timespan_seconds * 1000,
    };
    if (variant.rule === null && variant.text === null)
      throw new DomainError('invalid', 'REQUEST_INVALID', 'The request has parts that are not valid.', [
        { pointer: 'rule', detail: 'rule or text must be there' },
      ]);
    const rule = this.compiled(variant);
    const span = { since: since ?? null, until: until ?? null };
    const order = { variant, rules: this.rules.sourcesInUse, span, mostEntries: MAX_ENTRIES, mostListed: MAX_LISTED };
    const outcome = await this.inTurn(() => this.run(order, left), left);
    return PreviewResultDto.from(rule.name, wantsOf(rule).words, outcome);
  }

  private compiled(variant: VariantRequest): DetectionRule {
    const compiled = variantOf(variant, this.rules.sourcesInUse, () => this.rules.inUse);
    if ('fault' in compiled) throw errorOf(compiled.fault);
    return compiled.rule;
  }

  private inTurn(work: () => Promise<PreviewOutcome>, left: AbortSignal): Promise<PreviewOutcome> {
    const turn = this.turns.run(() => {
      if (this.ending.signal.aborted) throw stopped();
      return work();
    }, left);
    this.last = Promise.all([this.last, turn.catch(() => undefined)]);
    return turn;
  }

  private async run(order: PreviewOrder, left: AbortSignal): Promise<PreviewOutcome> {
    const deadline = AbortSignal.timeout(DEADLINE_MS);
    try {
      return await this.previewer.run(order, AbortSignal.any([left, deadline, this.ending.signal]));
    } catch (error) {
      if ((error as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY') {
        const detail = 'The preview needed too much memory; ask for less time with since and until, or a smaller rule.';
        throw new DomainError('unavailable', 'PREVIEW_TOO_LONG', detail);
      }
      if (!(error instanceof PreviewStoppedError)) {
        this.logger.error(`A preview failed: ${(error as Error).message}`);
        throw error;
      }
      if (!deadline.aborted) throw stopped();
      throw new DomainError(
        'unavailable',
        'PREVIEW_TOO_LONG',
        `The preview took longer than ${DEADLINE_MS / 1000} s; ask for less time with since and until.`,
      );
    }
  }
}

function busy(): DomainError {
  const detail = 'Other previews are under way; try again in a moment.';
  return new DomainError('unavailable', 'PREVIEW_BUSY', detail, [], RETRY_AFTER_SECONDS);
}

/** Said to nobody where the client is gone, or as the service ends. */
function stopped(): DomainError {
  return new DomainError('unavailable', 'PREVIEW_STOPPED', 'The preview was stopped.');
}

function errorOf(fault: VariantFault): DomainError {
  switch (fault.kind) {
    case 'not_found':
      return new DomainError('not_found', 'RULE_NOT_FOUND', 'There is no such detection rule that raises alerts.');
    case 'ambiguous':
      return new DomainError(
        'invalid',
        'PREVIEW_RULE_AMBIGUOUS',
        'The text has several rules that raise alerts: say which one with rule.',
      );
    case 'text_invalid':
      return new DomainError(
        'invalid',
        'PREVIEW_RULE_INVALID',
        'The text is no rule that could be used.',
        fault.faults.map(({ line, reason }) => ({
          pointer: `text:${line}`,
          detail: visibleText(reason, LONGEST_REASON),
        })),
      );
    case 'unchangeable':
      return new DomainError(
        'invalid',
        'PREVIEW_RULE_UNCHANGEABLE',
        `The rule cannot be changed so: ${visibleText(fault.reason, LONGEST_REASON)}.`,
      );
    default:
      return fault satisfies never;
  }
}
