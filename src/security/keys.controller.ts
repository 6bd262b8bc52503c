import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiProperty,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { Request } from 'express';
import { RequireScope, SCOPES, authenticationOf } from '../common/scope.js';
import type { Scope } from '../common/scope.js';
import { ApiPage, ApiProblem, PageQueryDto } from '../http/api-page.js';
import { databaseBusy, problemDocument } from '../http/problem-document.js';
import { PageAnswer } from '../http/answer.js';
import { KeyDto, KeysService, MadeKeyDto, NewKeyDto } from './keys.service.js';

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

const INVALID = {
  ...problemDocument(400, 'REQUEST_INVALID', 'The request has parts that are not valid.', '/keys'),
  errors: [
    { pointer: 'scope', detail: 'scope must be one of the following values: ingest, bouncer, read, write, admin' },
  ],
};
const TAKEN = problemDocument(409, 'KEY_NAME_TAKEN', 'There is a key of the name grafana already.', '/keys');
const NOT_FOUND = problemDocument(404, 'KEY_NOT_FOUND', 'There is no such key.', '/keys/unknown');
const BUSY = databaseBusy('/keys');

@ApiTags('keys')
@Controller('keys')
@RequireScope('admin')
export class KeysController {
  constructor(private readonly keys: KeysService) {}

  @Get()
  @ApiPage(KeyDto, 'Keys that were given out, oldest first; those of the configuration are not among them')
  async list(@Query() query: PageQueryDto): Promise<PageAnswer<KeyDto>> {
    const { items, total } = await this.keys.list(query);
    return new PageAnswer(query, { items: items.map((key) => KeyDto.from(key)), total });
  }

  @Post()
  @ApiOperation({
    summary: 'Makes a key',
    description:
      'It is shown this once. While API_KEYS is not set, the API asks for no key, but knows those it is given.',
  })
  @ApiCreatedResponse({ type: MadeKeyDto })
  @ApiProblem(ApiBadRequestResponse, 'A member is not valid.', INVALID)
  @ApiProblem(ApiConflictResponse, 'The name is taken.', TAKEN)
  @ApiProblem(ApiServiceUnavailableResponse, 'Another connection holds the database.', BUSY)
  async create(@Body() { name, scope, expires_at: expires }: NewKeyDto): Promise<MadeKeyDto> {
    const expiresAt = expires === undefined ? null : Date.parse(expires);
    const { stored, key } = await this.keys.create({ name, scope, expiresAt });
    return { ...KeyDto.from(stored), key };
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Takes a key back' })
  @ApiParam({ name: 'id', format: 'uuid', example: '0c8e0e0c-9f0f-4b52-8f0e-6a2d4a3d1f11' })
  @ApiNoContentResponse({
    description:
      'It opens nothing any more, and live streams that it opened end; other processes know within three seconds.',
  })
  @ApiProblem(ApiNotFoundResponse, 'There is no such key.', NOT_FOUND)
  @ApiProblem(ApiServiceUnavailableResponse, 'Another connection holds the database.', BUSY)
  async remove(@Param('id') id: string): Promise<void> {
    await this.keys.remove(id);
  }
}
