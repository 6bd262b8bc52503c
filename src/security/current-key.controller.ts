import { Controller, Get, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { authenticationOf, RequireScope, SCOPES } from '../common/scope.js';
import type { Scope } from '../common/scope.js';

class CurrentKeyDto {
  @ApiProperty({ type: String, nullable: true, description: 'Null: no key is required here.', example: 'grafana' })
  name: string | null;

  @ApiProperty({ enum: SCOPES, enumName: 'Scope', description: 'What the request could do.', example: 'read' })
  scope: Scope;
}

/** Says what a key may do to whoever holds it, so that a page can leave out what would be refused. */
@ApiTags('keys')
@Controller('keys/current')
export class CurrentKeyController {
  @Get()
  @RequireScope('read')
  @ApiOperation({ summary: 'The key that the request comes with, and what it may do' })
  @ApiOkResponse({ type: CurrentKeyDto })
  current(@Req() request: Request): CurrentKeyDto {
    // The guard lets nobody through that is not known.
    const { name, scope } = authenticationOf(request).principal!;
    return { name, scope };
  }
}
