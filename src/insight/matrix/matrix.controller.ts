import { Controller, Get, Param, Query } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import { ApiProblem } from '../../http/api-page.js';
import { problemDocument } from '../../http/problem-document.js';
import type { ProblemDocument } from '../../http/problem-document.js';
import { AttemptMatrixDto, MatrixQueryDto, matrixPart } from './matrix.dto.js';
import { MatrixService } from './matrix.service.js';

const ID = { name: 'id', format: 'uuid', example: 'e772c04b-6658-5a62-93a0-d707fa02dba3' };
const INVALID: ProblemDocument = {
  ...problemDocument(400, 'REQUEST_INVALID', 'The request has parts that are not valid.', '/alerts/x/matrix'),
  errors: [{ pointer: 'most', detail: 'most must not be less than 1' }],
};
const NO_ALERT = problemDocument(404, 'ALERT_NOT_FOUND', 'There is no such alert.', '/alerts/x/matrix');
const NO_INCIDENT = problemDocument(404, 'INCIDENT_NOT_FOUND', 'There is no such incident.', '/incidents/x/matrix');

@ApiTags('insight')
@Controller()
export class MatrixController {
  constructor(private readonly matrices: MatrixService) {}

  @Get('alerts/:id/matrix')
  @ApiOperation({ summary: 'Which address tried which user name in an attack' })
  @ApiParam(ID)
  @ApiOkResponse({ type: AttemptMatrixDto })
  @ApiProblem(ApiBadRequestResponse, 'A parameter is not valid.', INVALID)
  @ApiProblem(ApiNotFoundResponse, 'There is no such alert.', NO_ALERT)
  ofAlert(@Param('id') id: string, @Query() query: MatrixQueryDto): Promise<AttemptMatrixDto> {
    return this.matrices.ofAlert(id, matrixPart(query));
  }

  @Get('incidents/:id/matrix')
  @ApiOperation({ summary: 'Which address tried which user name in an incident' })
  @ApiParam(ID)
  @ApiOkResponse({ type: AttemptMatrixDto })
  @ApiProblem(ApiBadRequestResponse, 'A parameter is not valid.', INVALID)
  @ApiProblem(ApiNotFoundResponse, 'There is no such incident.', NO_INCIDENT)
  ofIncident(@Param('id') id: string, @Query() query: MatrixQueryDto): Promise<AttemptMatrixDto> {
    return this.matrices.ofIncident(id, matrixPart(query));
  }
}
