import { applyDecorators } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBadRequestResponse,
  ApiBody,
  ApiConflictResponse,
  ApiConsumes,
  ApiHeader,
  ApiOperation,
  ApiPayloadTooLargeResponse,
  ApiProperty,
  ApiRequestTimeoutResponse,
  ApiServiceUnavailableResponse,
  ApiUnsupportedMediaTypeResponse,
} from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { PUSH_NAME } from '../../../config/log-sources.js';
import { ApiProblem } from '../../../http/api-page.js';
import * as problems from './ingest-problems.js';

export class IngestQueryDto {
  @ApiProperty({
    description: 'Name of the sender, such as its host name: the lines become those of the log source `push:NAME`.',
    pattern: PUSH_NAME.source,
    example: 'web-1',
  })
  @Matches(PUSH_NAME, {
    message: "source must have 1 to 64 letters, digits, '.', '_' and '-', the first one a letter or a digit",
  })
  source: string;
}

/** What was accepted. It is stored, and will be scanned, whatever happens. */
export class AcceptedBatchDto {
  @ApiProperty({ description: 'The log source, as `/sources` and log entries name it.', example: 'push:web-1' })
  source: string;

  @ApiProperty({ type: 'integer', description: 'Number of the batch; later ones are greater.', example: 17 })
  batch: number;

  @ApiProperty({ type: 'integer', description: 'Lines in it.', example: 420 })
  lines: number;
}

const LINE = '2026-11-20T09:12:46Z web-1 sshd[24200]: Failed password for root from 203.0.113.7 port 52814 ssh2';

/** Documents `POST /ingest`. */
export function ApiIngest(): MethodDecorator {
  return applyDecorators(
    ApiOperation({
      summary: 'Takes log lines of another host',
      description:
        'For programs that ship logs; docs/ingest.md has examples. The answer comes when the lines are stored: they are ' +
        'then scanned once, like those of a file. A batch that is sent again is answered as before and counts once.',
    }),
    ApiConsumes('text/plain', 'application/x-ndjson'),
    ApiBody({
      description:
        'Log lines in UTF-8, as they stand in the log; or a JSON object in each line: `{"line": "…"}`, or an entry of ' +
        '`journalctl -o json`. 10 MB at most, decompressed.',
      schema: { type: 'string' },
      examples: {
        text: { summary: 'text/plain', value: `${LINE}\n` },
        ndjson: { summary: 'application/x-ndjson', value: `${JSON.stringify({ line: LINE })}\n` },
      },
    }),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description: 'What the sender calls the batch. Without it, the same lines of the same sender are the same batch.',
      schema: { type: 'string', minLength: 1, maxLength: 255, example: 'web-1-2026-11-20-000017' },
    }),
    ApiHeader({
      name: 'Content-Encoding',
      required: false,
      description: 'Whether the body is compressed.',
      schema: { type: 'string', enum: ['identity', 'gzip'], default: 'identity' },
    }),
    ApiAcceptedResponse({
      type: AcceptedBatchDto,
      description: 'The lines are stored and will be scanned.',
      headers: {
        'Idempotency-Replayed': { description: '`true`: the batch had been sent before.', schema: { type: 'string' } },
      },
    }),
    ApiProblem(ApiBadRequestResponse, 'A parameter or the body is not valid.', problems.INVALID),
    ApiProblem(ApiConflictResponse, 'It cannot be told from another.', problems.KEY_REUSED, problems.TOO_MANY_SOURCES),
    ApiProblem(ApiRequestTimeoutResponse, 'The body does not come.', problems.TOO_SLOW),
    ApiProblem(ApiPayloadTooLargeResponse, 'The body is too large, decompressed or not.', problems.TOO_LARGE),
    ApiProblem(ApiUnsupportedMediaTypeResponse, 'The body is of another type or encoding.', problems.WRONG_TYPE),
    ApiProblem(
      ApiServiceUnavailableResponse,
      'There is no room now; `Retry-After` says when to send it again.',
      problems.BACKLOG_FULL,
      problems.INGEST_BUSY,
      problems.DATABASE_BUSY,
    ),
  );
}
