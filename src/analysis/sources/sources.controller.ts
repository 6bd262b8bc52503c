import { Controller, Get, Inject, Injectable } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CLOCK } from '../../common/clock.js';
import type { Clock } from '../../common/clock.js';
import { SETTINGS_TOKEN } from '../../config/config.module.js';
import { PUSH_PREFIX, forwardedLogs, scannedLogs } from '../../config/log-sources.js';
import type { Settings } from '../../config/settings.schema.js';
import { SqlReader } from '../../database/sql-reader.js';
import { fileStatus } from '../../logs/ingestion/files/file-signature.js';
import type { FileStatus } from '../../logs/ingestion/files/file-signature.js';
import type { LogFile } from '../../logs/ingestion/files/log-file.entity.js';
import type { SourceFault } from '../../logs/ingestion/line-source.js';
import { NOTHING_WAITS, waitingLines } from '../../logs/ingestion/push/pushed-lines.js';
import type { WaitingLines } from '../../logs/ingestion/push/pushed-lines.js';
import { filtersOf } from '../../logs/ingestion/source-filters.js';
import type { FilterSummary } from '../../logs/ingestion/source-filters.js';
import { configuredPath, selectSources } from '../../logs/ingestion/source-selection.js';
import type { SelectedSource } from '../../logs/ingestion/source-selection.js';
import type { LogSource } from '../../logs/sources/log-source.entity.js';
import { SourcesService } from '../../logs/sources/sources.service.js';
import { ScanState } from '../scan/scan-state.js';
import { SourceDto } from './source.dto.js';
import type { SourceFacts } from './source.dto.js';

/** Tells how the log sources stand: what is stored of them, what their files are like now, what the last scan said. */
@Injectable()
export class SourceStatusService {
  /** Logs that go by the name of a sender now, whatever they were before. */
  private readonly forwarded: ReadonlySet<string>;

  constructor(
    private readonly sources: SourcesService,
    private readonly state: ScanState,
    private readonly reader: SqlReader,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(SETTINGS_TOKEN) private readonly settings: Settings,
  ) {
    this.forwarded = new Set(forwardedLogs(settings.LOG_FILES).map(({ pattern }) => configuredPath(pattern)));
  }

  /** Every source that is configured or was ever read, by path. */
  async list(): Promise<SourceDto[]> {
    const stored = await this.sources.list();
    const files = await this.sources.newestFiles();
    const waiting = await waitingLines(this.reader);
    const faults = await this.faults();
    const filters = await this.filters();
    const paths = new Set([
      ...waiting.keys(),
      ...stored.map(({ path }) => path),
      ...this.state.sources,
      ...faults.keys(),
    ]);
    const known = (path: string): LogSource | null => stored.find((source) => source.path === path) ?? null;
    return Promise.all(
      [...paths]
        .filter((path) => !this.forwarded.has(path))
        .sort()
        .map((path) => {
          const source = known(path);
          const fault = faults.get(path) ?? null;
          const facts = { path, source, state: this.state, fault, filters: filters.get(path) ?? [], now: this.clock() };
          if (path.startsWith(PUSH_PREFIX)) return describePushed(facts, waiting.get(path) ?? NOTHING_WAITS);
          return describeFile(facts, files.get(source?.id ?? 0) ?? null);
        }),
    );
  }

  /** The filters of logs, by path: several logs that a pattern matches have the same. */
  private async filters(): Promise<ReadonlyMap<string, readonly FilterSummary[]>> {
    const logs = scannedLogs(this.settings.LOG_FILES);
    if (logs.every(({ filters }) => filters.length === 0)) return new Map();
    // As a scan selects them: where several name a log, the first counts.
    const selections = logs.map((log) => ({ ...log, filters: [], timeZone: '', summaries: filtersOf(log).summaries }));
    const { sources } = await selectSources(selections);
    return new Map(
      sources.map((source) => [source.path, (source as SelectedSource & WithSummaries).summaries] as const),
    );
  }

  /** What keeps sources from being read, by path: here, or where an instance hands one on. */
  private async faults(): Promise<ReadonlyMap<string, SourceFault>> {
    return new Map([
      ...(await this.sources.faultsElsewhere(this.clock())),
      ...this.state.faults.map((each) => [each.path, each] as const),
    ]);
  }
}

interface WithSummaries {
  readonly summaries: readonly FilterSummary[];
}

type CommonFacts = Omit<SourceFacts, 'file' | 'status' | 'waiting'>;

async function describeFile(facts: CommonFacts, file: LogFile | null): Promise<SourceDto> {
  const status = await fileStatus(facts.path).catch(() => null);
  return SourceDto.from({ ...facts, file, status: matching(file, status), waiting: null });
}

function describePushed(facts: CommonFacts, waiting: WaitingLines): SourceDto {
  return SourceDto.from({ ...facts, file: null, status: null, waiting });
}

/** The live file's size says how far reading lags only where it is the file that was read last. */
function matching(file: LogFile | null, status: FileStatus | null): FileStatus | null {
  return file === null || file.inode === status?.inode ? status : null;
}

@ApiTags('operations')
@Controller('sources')
export class SourcesController {
  constructor(private readonly sources: SourceStatusService) {}

  @Get()
  @ApiOperation({ summary: 'How the log sources stand: how far they are read, and what keeps them from being read' })
  @ApiOkResponse({ type: [SourceDto] })
  list(): Promise<SourceDto[]> {
    return this.sources.list();
  }
}
