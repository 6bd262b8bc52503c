import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import type { Page } from '../common/page-headers.js';
import type { PageQueryDto } from '../common/page-query.dto.js';
import { LogEntry } from './log-entry.entity.js';

/** Reads stored log entries. */
@Injectable()
export class LogsService {
  constructor(@InjectRepository(LogEntry) private readonly entries: Repository<LogEntry>) {}

  /** A page of entries in the order in which they were stored. */
  async list({ skip, limit }: PageQueryDto): Promise<Page<LogEntry>> {
    const [items, total] = await this.entries.findAndCount({ order: { id: 'ASC' }, skip, take: limit });
    return { items, total };
  }
}
