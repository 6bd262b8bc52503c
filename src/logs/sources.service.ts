import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { LogFile } from './ingestion/log-file.entity.js';
import { LogSource } from './ingestion/log-source.entity.js';

/** Reads what is known of the log sources. */
@Injectable()
export class SourcesService {
  constructor(
    @InjectRepository(LogSource) private readonly sources: Repository<LogSource>,
    @InjectRepository(LogFile) private readonly files: Repository<LogFile>,
  ) {}

  /** Every source that lines were ever taken from, by path. */
  list(): Promise<LogSource[]> {
    return this.sources.find({ order: { path: 'ASC' } });
  }

  /** The file that was read last of each source, by the source's id. */
  async newestFiles(): Promise<ReadonlyMap<number, LogFile>> {
    const files = await this.files.find({ order: { number: 'ASC' } });
    return new Map(files.map((file) => [file.sourceId, file]));
  }

  /** The paths of all sources, by id. */
  async paths(): Promise<ReadonlyMap<number, string>> {
    const sources = await this.sources.find({ select: { id: true, path: true } });
    return new Map(sources.map(({ id, path }) => [id, path]));
  }
}
