import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { DomainError } from '../common/domain.error.js';
import type { Page } from '../common/page-headers.js';
import type { PageQueryDto } from '../common/page-query.dto.js';
import { LogEntry } from './log-entry.entity.js';

/** Reads stored log entries. */
@Injectable()
export class LogsService {
  constructor(@InjectRepository(LogEntry) private readonly entries: Repository<LogEntry>) {}

  /** @throws DomainError LOG_ENTRY_NOT_FOUND */
  async find(id: number): Promise<LogEntry> {
    const entry = await this.entries.findOneBy({ id });
    if (entry === null) throw new DomainError('not_found', 'LOG_ENTRY_NOT_FOUND', 'There is no such log entry.');
    return entry;
  }

  /** A page of entries in the order in which they were stored. */
  async list({ skip, limit }: PageQueryDto): Promise<Page<LogEntry>> {
    const [items, total] = await this.entries.findAndCount({ order: { id: 'ASC' }, skip, take: limit });
    return { items, total };
  }
}
