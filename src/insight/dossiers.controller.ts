import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBadRequestResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { ApiProblem } from '../http/api-page.decorator.js';
import type { ProblemDocument } from '../http/problem-document.js';
import { IpDossierDto, IpPathDto, RangeQueryDto, UserDossierDto, UserPathDto } from './dossier.dto.js';
import { DossiersService } from './dossiers.service.js';

const INVALID: ProblemDocument = {
  type: 'about:blank',
  title: 'Bad Request',
  status: 400,
  code: 'REQUEST_INVALID',
  detail: 'The request has parts that are not valid.',
  instance: '/ips/x',
  errors: [{ pointer: 'ip', detail: 'ip must be one IPv4 or IPv6 address' }],
};

@ApiTags('insight')
@Controller()
export class DossiersController {
  constructor(private readonly dossiers: DossiersService) {}

  @Get('ips/:ip')
  @ApiOperation({
    summary: 'What is known of a source address',
    description: 'An address that was never seen has a dossier, too: an empty one.',
  })
  @ApiParam({ name: 'ip', type: String, description: 'IPv4 or IPv6 address.', example: '203.0.113.7' })
  @ApiOkResponse({ type: IpDossierDto })
  @ApiProblem(ApiBadRequestResponse, 'It is no address, or a parameter is not valid.', INVALID)
  ofAddress(@Param() { ip }: IpPathDto, @Query() query: RangeQueryDto): Promise<IpDossierDto> {
    return this.dossiers.ofAddress(ip, query);
  }

  @Get('users/:name')
  @ApiOperation({
    summary: 'What is known of a user name',
    description: 'No index finds the entries of a user: all are looked at, newest first, as far as `examined` says.',
  })
  @ApiParam({
    name: 'name',
    type: String,
    description: 'User name as the client gave it: any text, URL-encoded.',
    example: 'root',
  })
  @ApiOkResponse({ type: UserDossierDto })
  @ApiProblem(ApiBadRequestResponse, 'A parameter is not valid.', INVALID)
  ofUser(@Param() { name }: UserPathDto, @Query() query: RangeQueryDto): Promise<UserDossierDto> {
    return this.dossiers.ofUser(name, query);
  }
}
