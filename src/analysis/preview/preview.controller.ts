import { Body, Controller, HttpCode, Post, Query, Res } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { Response } from 'express';
import { RequireScope } from '../../common/scope.js';
import { ApiProblem } from '../../http/api-page.js';
import { whileClientWaits } from '../../http/client-left.js';
import { problemDocument } from '../../http/problem-document.js';
import type { ProblemDocument } from '../../http/problem-document.js';
import { PreviewQueryDto, PreviewResultDto, RulePreviewDto } from './preview.dto.js';
import { PreviewService } from './preview.service.js';

const PATH = '/rules/preview';
const INVALID: ProblemDocument = {
  ...problemDocument(400, 'REQUEST_INVALID', 'The request has parts that are not valid.', PATH),
  errors: [{ pointer: 'threshold', detail: 'threshold must not be less than 1' }],
};
const TEXT_INVALID: ProblemDocument = {
  ...problemDocument(400, 'PREVIEW_RULE_INVALID', 'The text is no rule that could be used.', PATH),
  errors: [{ pointer: 'text:12', detail: 'unknown field "user"; did you mean "username"?' }],
};
const AMBIGUOUS = problemDocument(
  400,
  'PREVIEW_RULE_AMBIGUOUS',
  'The text has several rules that raise alerts: say which one with rule.',
  PATH,
);
const UNCHANGEABLE = problemDocument(
  400,
  'PREVIEW_RULE_UNCHANGEABLE',
  'The rule cannot be changed so: one log entry is enough for it: it has no threshold and no timespan.',
  PATH,
);
const NO_RULE = problemDocument(404, 'RULE_NOT_FOUND', 'There is no such detection rule that raises alerts.', PATH);
const BUSY = problemDocument(503, 'PREVIEW_BUSY', 'Other previews are under way; try again in a moment.', PATH);
const TOO_LONG = problemDocument(
  503,
  'PREVIEW_TOO_LONG',
  'The preview took longer than 30 s; ask for less time with since and until.',
  PATH,
);
const STOPPED = problemDocument(503, 'PREVIEW_STOPPED', 'The preview was stopped.', PATH);

@ApiTags('rules')
@Controller('rules')
export class PreviewController {
  constructor(private readonly previews: PreviewService) {}

  @RequireScope('read')
  @Post('preview')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Which alerts would appear and vanish if a rule were another',
    description:
      'Puts the stored log entries to the rule as it would be, in a thread of its own, and changes nothing. A client that ' +
      'goes away ends it.',
  })
  @ApiOkResponse({ type: PreviewResultDto })
  @ApiProblem(
    ApiBadRequestResponse,
    'A part is not valid, or the rule cannot be changed so.',
    INVALID,
    TEXT_INVALID,
    AMBIGUOUS,
    UNCHANGEABLE,
  )
  @ApiProblem(ApiNotFoundResponse, 'There is no such rule.', NO_RULE)
  @ApiProblem(ApiServiceUnavailableResponse, 'Others are under way, or it took too long.', BUSY, TOO_LONG, STOPPED)
  preview(
    @Body() asked: RulePreviewDto,
    @Query() query: PreviewQueryDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<PreviewResultDto> {
    return whileClientWaits(response, (left) => this.previews.preview(asked, query, left));
  }
}
