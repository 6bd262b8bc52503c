import { Controller, Get, Global, Module, Query } from '@nestjs/common';
import { ApiBadRequestResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem } from '../http/api-page.js';
import { RequestInvalidError, problemDocument } from '../http/problem-document.js';
import { parseRange } from '../net/ip-range.js';
import { CountryAddresses } from './country-addresses.js';
import { OriginDto, OriginFileDto, OriginsDto, OriginsQueryDto } from './origin.dto.js';
import { OriginsService } from './origins.service.js';

const INVALID = {
  ...problemDocument(400, 'REQUEST_INVALID', 'The request has parts that are not valid.', '/origins'),
  errors: [{ pointer: 'ip_address', detail: 'ip_address: "x" is no address' }],
};

@ApiTags('insight')
@Controller('origins')
export class OriginsController {
  constructor(private readonly origins: OriginsService) {}

  @Get()
  @ApiOperation({
    summary: 'Where addresses are from, and which files say so',
    description:
      'Country and network are shown and counted, and have no say in what raises an alert or whom firewalls turn away.',
  })
  @ApiOkResponse({ type: OriginsDto })
  @ApiProblem(ApiBadRequestResponse, 'A parameter is not valid.', INVALID)
  list(@Query() { ip_address: texts = [] }: OriginsQueryDto): OriginsDto {
    const addresses = texts.map((text, index) => {
      const range = parseRange(text);
      if (!('fault' in range) && !range.range.includes('/')) return range.range;
      const detail = `ip_address: the text at ${index + 1} is no address`;
      throw new RequestInvalidError([{ pointer: 'ip_address', detail }]);
    });
    return {
      files: this.origins.files.map((file) => OriginFileDto.from(file)),
      addresses: addresses.map((address) => ({ ip_address: address, ...OriginDto.from(this.origins.of(address)) })),
    };
  }
}

/** Country and network of addresses: for whoever shows one. */
@Global()
@Module({
  controllers: [OriginsController],
  providers: [CountryAddresses, OriginsService],
  exports: [CountryAddresses, OriginsService],
})
export class OriginModule {}
