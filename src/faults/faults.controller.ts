import { Controller, Delete, Get, HttpCode, Param } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import { ApiProblem } from '../http/api-page.js';
import { RequireScope } from '../common/scope.js';
import { FaultDto, FaultListDto } from './fault.dto.js';
import { FaultsService } from './faults.service.js';

@ApiTags('operations')
@Controller('faults')
export class FaultsController {
  constructor(private readonly faults: FaultsService) {}

  @Get()
  @ApiOperation({
    summary: 'What failed and was set aside, so that everything else goes on; it is tried again by itself',
  })
  @ApiOkResponse({ type: FaultListDto })
  async list(): Promise<FaultListDto> {
    const { total, faults } = await this.faults.list();
    return { total, faults: faults.map((fault) => FaultDto.from(fault)) };
  }

  @RequireScope('admin')
  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Gives up what is set aside: it is not tried again' })
  @ApiParam({ name: 'id', example: '12' })
  @ApiNoContentResponse({ description: 'It is gone.' })
  @ApiProblem(ApiNotFoundResponse, 'There is nothing set aside of this id.', {
    type: 'about:blank',
    title: 'Not Found',
    status: 404,
    code: 'FAULT_NOT_FOUND',
    detail: 'There is nothing set aside of this id.',
    instance: '/faults/12',
  })
  @ApiProblem(ApiConflictResponse, 'A source is read again as long as it is configured.', {
    type: 'about:blank',
    title: 'Conflict',
    status: 409,
    code: 'FAULT_OF_SOURCE',
    detail:
      'A source cannot be given up. It ends when the source can be read again; remove the file, or take it out of LOG_FILES.',
    instance: '/faults/12',
  })
  remove(@Param('id') id: string): Promise<void> {
    return this.faults.remove(Number(id));
  }
}
