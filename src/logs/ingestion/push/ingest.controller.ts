import { Controller, HttpCode, Inject, Post, Query, Req, Res } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { DomainError } from '../../../common/domain.error.js';
import { authenticationOf, RequireScope } from '../../../common/scope.js';
import type { Principal } from '../../../common/scope.js';
import { RequestInvalidError } from '../../../http/problem-document.js';
import { PUSH_PREFIX } from '../../../config/log-sources.js';
import { AcceptedBatchDto, ApiIngest, IngestQueryDto } from './ingest.dto.js';
import { bodyKind, bodyTooLarge, idempotencyKey, receiveBody, unreadable } from './request-body.js';
import { IngestService } from './ingest.service.js';
import { BodyRoom, FairQueue } from './body-room.js';
import { BODY_READER } from './body-reader.js';
import type { BodyReader } from './body-reader.js';
import { INGEST_LIMITS } from './ingest-problems.js';
import type { IngestLimits } from './ingest-problems.js';
import type { BodyOutcome, PushedLines } from './pushed-lines.js';

/** Bodies that are in memory as lines, until they are stored. */
const MAX_AT_ONCE = 4;
const MAX_OF_SENDER_AT_ONCE = 2;

/** When to send again what there was no room for. */
const RETRY_AFTER_SECONDS = '5';

@ApiTags('logs')
@Controller('ingest')
export class IngestController implements OnApplicationShutdown {
  private readonly room: BodyRoom;
  private readonly queue = new FairQueue(MAX_AT_ONCE, MAX_OF_SENDER_AT_ONCE);

  constructor(
    private readonly ingestion: IngestService,
    @Inject(BODY_READER) private readonly reader: BodyReader,
    @Inject(INGEST_LIMITS) private readonly limits: IngestLimits,
  ) {
    this.room = new BodyRoom(limits.bodyBytes, limits.bodiesOfSender);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.reader.close();
  }

  @Post()
  @HttpCode(202)
  @RequireScope('ingest')
  @ApiIngest()
  async ingest(
    @Query() { source }: IngestQueryDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AcceptedBatchDto> {
    checkSender(authenticationOf(request).principal, source);
    const kind = bodyKind(request);
    const key = idempotencyKey(request);
    try {
      const owner = senderOf(request);
      const body = await receiveBody(request, owner, this.room, this.limits.body);
      try {
        const { id, lines, repeated } = await this.queue.run(owner, async () => {
          const { bytes, isGzip } = body;
          const read = validLines(await this.reader.read({ bytes, isGzip, kind }));
          return this.ingestion.accept(source, key, read);
        });
        if (repeated) response.setHeader('Idempotency-Replayed', 'true');
        return { source: PUSH_PREFIX + source, batch: id, lines };
      } finally {
        body.release();
      }
    } catch (error) {
      const isTemporary = error instanceof DomainError && error.kind === 'unavailable';
      if (isTemporary) response.setHeader('Retry-After', RETRY_AFTER_SECONDS);
      // What is still on its way of a body that was too slow is not waited for.
      if (error instanceof DomainError && error.kind === 'too_slow') response.setHeader('Connection', 'close');
      throw error;
    }
  }
}

/** Whoever took the key of one sender cannot speak for another. */
function checkSender(principal: Principal | null, source: string): void {
  if (principal?.scope !== 'ingest' || principal.name === source) return;
  const message = `The key ${principal.name} hands in lines as the source ${principal.name} alone, not as ${source}.`;
  throw new DomainError('forbidden', 'SCOPE_MISSING', message);
}

/** Whoever shares a key, or an address where there are no keys, shares its room. */
function senderOf(request: Request): string {
  const name = authenticationOf(request).principal?.name ?? null;
  return name === null ? `address ${request.ip ?? ''}` : `key ${name}`;
}

function validLines(outcome: BodyOutcome): PushedLines {
  switch (outcome.kind) {
    case 'lines':
      if (outcome.lines.count > 0) return outcome.lines;
      throw new RequestInvalidError([{ pointer: 'body', detail: 'the body holds no line' }]);
    case 'invalid':
      throw new RequestInvalidError(outcome.faults);
    case 'too-large':
      throw bodyTooLarge();
    case 'unreadable':
      throw unreadable(outcome.why);
    default:
      return outcome satisfies never;
  }
}
