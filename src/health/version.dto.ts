import { ApiProperty } from '@nestjs/swagger';

/** Which program runs, and since when. Says nothing of the machine. */
export class VersionDto {
  @ApiProperty({ example: '0.1.0' })
  version: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The git commit that it was built from, where BUILD_COMMIT says it.',
    example: '8b11fa45c0ffee8b11fa45c0ffee8b11fa45c0ff',
  })
  commit: string | null;

  @ApiProperty({ description: 'The version of Node.js that it runs on.', example: 'v22.13.0' })
  node: string;

  @ApiProperty({ format: 'date-time', example: '2026-11-20T09:00:00.000Z' })
  started_at: string;
}
