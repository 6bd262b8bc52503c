import { Injectable } from '@nestjs/common';
import type { Alert } from '../../alerts/alert.entity.js';
import { AlertsService } from '../../alerts/alerts.controller.js';
import { eachWindow } from '../../analysis/detection/figure-window.js';
import type { WindowFigure } from '../../analysis/detection/figure-window.js';
import { RuleWantsDto } from '../../analysis/rules/rule-wants.dto.js';
import { wantsOf } from '../../analysis/rules/rule-wants.js';
import { ExaminedDto } from '../insight.dto.js';
import { AlertEvents } from './alert-events.js';
import type { CountedEvents } from './alert-events.js';
import { whySentence } from './why-words.js';
import { AlertWhyDto, WindowFigureDto } from './why.dto.js';

/** Says why an alert was raised: what its rule asks for, and what there was. */
@Injectable()
export class AlertWhyService {
  constructor(
    private readonly alerts: AlertsService,
    private readonly events: AlertEvents,
  ) {}

  /** @throws DomainError ALERT_NOT_FOUND */
  async ofAlert(id: string): Promise<AlertWhyDto> {
    const alert = await this.alerts.find(id.toLowerCase());
    const counted = await this.events.countedBy(alert);
    const { rule, state, examined } = counted;
    const wants = rule === null ? null : wantsOf(rule);
    const { fired, peak } = figuresOf(alert, counted);
    return {
      rule: alert.rule,
      rule_state: state,
      wants: wants === null ? null : RuleWantsDto.from(wants),
      fired: fired === null ? null : WindowFigureDto.from(fired),
      peak: peak === null ? null : WindowFigureDto.from(peak),
      sentence: whySentence({ state, wants, fired, peak, isCut: !examined.isComplete }),
      examined: ExaminedDto.from(examined),
    };
  }
}

interface Figures {
  readonly fired: WindowFigure | null;
  readonly peak: WindowFigure | null;
}

/** The window that it fired with, and the fullest one, which is that or a later one. */
function figuresOf({ firedAt, firing }: Alert, { planned, events }: CountedEvents): Figures {
  const found: { -readonly [Key in keyof Figures]: Figures[Key] } = { fired: null, peak: null };
  if (planned === null) return found;
  eachWindow(planned, events, (figure) => {
    if (figure.at === firedAt && figure.entryId === firing.entryId) found.fired = figure;
    if (found.fired !== null && (found.peak === null || figure.seen > found.peak.seen)) found.peak = figure;
  });
  return found;
}
