import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import type { Page } from '../common/page-headers.js';
import type { PageQueryDto } from '../common/page-query.dto.js';
import { Alert } from './alert.entity.js';

/** Reads stored alerts. */
@Injectable()
export class AlertsService {
  constructor(@InjectRepository(Alert) private readonly alerts: Repository<Alert>) {}

  /** A page of alerts, the one that fired last first. */
  async list({ skip, limit }: PageQueryDto): Promise<Page<Alert>> {
    const [items, total] = await this.alerts.findAndCount({
      order: { firedAt: 'DESC', id: 'DESC' },
      skip,
      take: limit,
    });
    return { items, total };
  }
}
