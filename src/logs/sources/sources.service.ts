import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { PUSH_PREFIX } from '../../config/log-sources.js';
import { ForwardedLog } from '../ingestion/forwarding/forwarded-log.entity.js';
import type { SourceFault } from '../ingestion/line-source.js';
import { LogFile } from '../ingestion/files/log-file.entity.js';
import { LogSource } from './log-source.entity.js';

/** How long a fault is taken for one that lasts, after the instance that met it told of it. */
const FAULT_HOLDS_MS = 5 * 60_000;

/** Reads what is known of the log sources. */
@Injectable()
export class SourcesService {
  private knownPaths: ReadonlyMap<number, string> = new Map();

  constructor(
    @InjectRepository(LogSource) private readonly sources: Repository<LogSource>,
    @InjectRepository(LogFile) private readonly files: Repository<LogFile>,
    @InjectRepository(ForwardedLog) private readonly forwarded: Repository<ForwardedLog>,
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

  /** What keeps logs from being read that instances hand on, by path of the source. @param now UTC milliseconds */
  async faultsElsewhere(now: number): Promise<ReadonlyMap<string, SourceFault>> {
    const logs = await this.forwarded.find({ select: { source: true, fault: true } });
    return new Map(
      logs.flatMap(({ source, fault }) =>
        fault === null || now - fault.at > FAULT_HOLDS_MS ? [] : [[PUSH_PREFIX + source, fault] as const],
      ),
    );
  }

  /** The paths of all sources, by id. A source keeps its path; they are read again when one is missing. */
  async paths(ids: Iterable<number>): Promise<ReadonlyMap<number, string>> {
    for (const id of ids) {
      if (this.knownPaths.has(id)) continue;
      const sources = await this.sources.find({ select: { id: true, path: true } });
      this.knownPaths = new Map(sources.map((source) => [source.id, source.path]));
      break;
    }
    return this.knownPaths;
  }
}
