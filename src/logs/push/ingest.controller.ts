import { Controller, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { DomainError } from '../../common/domain.error.js';
import { authenticationOf, RequireScope } from '../../common/scope.js';
import type { Principal } from '../../common/scope.js';
import { RequestInvalidError } from '../../common/request-invalid.error.js';
import { PUSH_PREFIX } from '../../config/log-sources.js';
import { ApiIngest } from './api-ingest.decorator.js';
import { bodyKind, idempotencyKey } from './ingest-request.js';
import { AcceptedBatchDto, IngestQueryDto } from './ingest.dto.js';
import { IngestService } from './ingest.service.js';
import { linesOfNdjson, linesOfText } from './pushed-lines.js';
import type { PushedLines } from './pushed-lines.js';
import { BodyRoom, receiveBody } from './request-body.js';

/** Bytes of bodies that are held at once. */
const ROOM_BYTES = 64 << 20;

/** When to send again what there was no room for. */
const RETRY_AFTER_SECONDS = '5';

@ApiTags('logs')
@Controller('ingest')
export class IngestController {
  private readonly room = new BodyRoom(ROOM_BYTES);

  constructor(private readonly ingestion: IngestService) {}

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
      const body = await receiveBody(request, this.room);
      try {
        const lines = kind === 'text' ? linesOfText(body.bytes) : linesOfNdjson(body.bytes);
        const { id, lines: count, repeated } = await this.ingestion.accept(source, key, validLines(lines));
        if (repeated) response.setHeader('Idempotency-Replayed', 'true');
        return { source: PUSH_PREFIX + source, batch: id, lines: count };
      } finally {
        body.release();
      }
    } catch (error) {
      const isTemporary = error instanceof DomainError && error.kind === 'unavailable';
      if (isTemporary) response.setHeader('Retry-After', RETRY_AFTER_SECONDS);
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

function validLines(lines: ReturnType<typeof linesOfNdjson>): PushedLines {
  if (!('text' in lines)) throw new RequestInvalidError(lines);
  if (lines.count > 0) return lines;
  throw new RequestInvalidError([{ pointer: 'body', detail: 'the body holds no line' }]);
}
