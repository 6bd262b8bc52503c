import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { PUSH_NAME } from '../../../config/log-sources.js';

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
