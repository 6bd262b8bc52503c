import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { LogSource } from './ingestion/log-source.entity.js';

/** Reads what is known of the log sources. */
@Injectable()
export class SourcesService {
  constructor(@InjectRepository(LogSource) private readonly sources: Repository<LogSource>) {}

  /** Every source that lines were ever taken from, by path. */
  list(): Promise<LogSource[]> {
    return this.sources.find({ order: { path: 'ASC' } });
  }

  /** The paths of all sources, by id. */
  async paths(): Promise<ReadonlyMap<number, string>> {
    const sources = await this.sources.find({ select: { id: true, path: true } });
    return new Map(sources.map(({ id, path }) => [id, path]));
  }
}
