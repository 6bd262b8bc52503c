import { Controller, Get, Inject, NotAcceptableException, Query, Req, Res } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiExtraModels,
  ApiNotAcceptableResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { CLOCK } from '../../common/clock.js';
import type { Clock } from '../../common/clock.js';
import { ApiProblem } from '../../http/api-page.js';
import { BlockedAddressDto, BlocklistQueryDto, blocklistText } from './blocklist.dto.js';
import type { BlocklistFormat } from './blocklist.dto.js';
import { BlocklistService } from './blocklist.service.js';

@ApiTags('enforcement')
@Controller('blocklist')
export class BlocklistController {
  constructor(
    private readonly blocklist: BlocklistService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'Addresses of current attackers, for a firewall',
    description:
      'With `DECISIONS=on` the active decisions, whatever the parameters say. Else source addresses of alerts; attacks by many addresses on one user, where an alert has no address, are not in it. ' +
      'Never an address that the allowlist covers, never a private one. At most 65 536, those seen last.',
  })
  @ApiExtraModels(BlockedAddressDto)
  @ApiOkResponse({
    description: 'The addresses, those seen last first.',
    content: {
      'text/plain': { schema: { type: 'string' }, example: '203.0.113.7\n2001:db8::1\n' },
      'application/json': { schema: { type: 'array', items: { $ref: getSchemaPath(BlockedAddressDto) } } },
    },
  })
  @ApiProblem(ApiBadRequestResponse, 'A parameter is not valid.', {
    type: 'about:blank',
    title: 'Bad Request',
    status: 400,
    code: 'REQUEST_INVALID',
    detail: 'The request has parts that are not valid.',
    instance: '/blocklist',
    errors: [{ pointer: 'format', detail: 'format must be one of text, nft, nftables, ipset, json' }],
  })
  @ApiProblem(ApiNotAcceptableResponse, 'The client takes neither text nor JSON.', {
    type: 'about:blank',
    title: 'Not Acceptable',
    status: 406,
    code: 'NOT_ACCEPTABLE',
    detail: 'A blocklist can be had as text/plain or application/json.',
    instance: '/blocklist',
  })
  async list(
    @Query() query: BlocklistQueryDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<BlockedAddressDto[] | string> {
    const format = query.format ?? acceptedFormat(request);
    response.vary('Accept');
    const blocked = await this.blocklist.blocked(query);
    if (format === 'json') return blocked;
    response.type('text/plain');
    return blocklistText(format, blocked, this.clock());
  }
}

/** @throws NotAcceptableException */
function acceptedFormat(request: Request): BlocklistFormat {
  const type = request.accepts(['text/plain', 'application/json']);
  if (type === false) throw new NotAcceptableException('A blocklist can be had as text/plain or application/json.');
  return type === 'application/json' ? 'json' : 'text';
}
