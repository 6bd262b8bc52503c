import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOperation,
  ApiParam,
  ApiServiceUnavailableResponse,
  ApiTags,
  ApiUnsupportedMediaTypeResponse,
} from '@nestjs/swagger';
import { ApiPage, ApiProblem, PageQueryDto } from '../../http/api-page.js';
import { CLOCK } from '../../common/clock.js';
import type { Clock } from '../../common/clock.js';
import { PageAnswer } from '../../http/answer.js';
import { AllowlistEntryDto, newEntryOf, NewAllowlistEntryDto } from './allowlist.dto.js';
import {
  AllowlistService,
  BUSY,
  ENTRY_CONFIGURED,
  ENTRY_EXISTS,
  ENTRY_INVALID,
  ENTRY_NOT_FOUND,
  ENTRY_NOT_JSON,
  RANGE_TOO_WIDE,
} from './allowlist.service.js';

@ApiTags('allowlist')
@Controller('allowlist')
export class AllowlistController {
  constructor(
    private readonly allowlist: AllowlistService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @ApiPage(AllowlistEntryDto, 'Addresses and ranges that raise no alert, oldest entry first')
  async list(@Query() query: PageQueryDto): Promise<PageAnswer<AllowlistEntryDto>> {
    const { items, total } = await this.allowlist.list(query);
    return new PageAnswer(query, { items: items.map((entry) => AllowlistEntryDto.from(entry, this.clock())), total });
  }

  @Post()
  @ApiOperation({ summary: 'Allows an address or a range: log entries taken from now on raise no alert' })
  @ApiCreatedResponse({ type: AllowlistEntryDto, description: 'It is on the allowlist.' })
  @ApiProblem(ApiBadRequestResponse, 'A member is not valid, or the range is too wide.', ENTRY_INVALID, RANGE_TOO_WIDE)
  @ApiProblem(ApiConflictResponse, 'The range is on the allowlist already.', ENTRY_EXISTS)
  @ApiProblem(ApiServiceUnavailableResponse, 'Another connection holds the database.', BUSY)
  @ApiProblem(ApiUnsupportedMediaTypeResponse, 'The body is not JSON.', ENTRY_NOT_JSON)
  async add(@Body() entry: NewAllowlistEntryDto): Promise<AllowlistEntryDto> {
    return AllowlistEntryDto.from(await this.allowlist.add(newEntryOf(entry)), this.clock());
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Takes an entry off the allowlist' })
  @ApiParam({ name: 'id', format: 'uuid', example: 'f2b1b6a0-55c3-4c35-8f0d-0c6f3a3f6d1e' })
  @ApiNoContentResponse({ description: 'It is off the allowlist.' })
  @ApiProblem(ApiNotFoundResponse, 'There is no such entry.', ENTRY_NOT_FOUND)
  @ApiProblem(ApiServiceUnavailableResponse, 'Another connection holds the database.', BUSY)
  @ApiProblem(ApiConflictResponse, 'The entry belongs to the configuration.', ENTRY_CONFIGURED)
  async remove(@Param('id') id: string): Promise<void> {
    await this.allowlist.remove(id);
  }
}
