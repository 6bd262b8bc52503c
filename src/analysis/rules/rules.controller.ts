import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '@nestjs/swagger';
import { ApiProblem } from '../../http/api-page.js';
import { databaseBusy } from '../../http/problem-document.js';
import { RuleCheckDto, RuleDto, RuleTextDto, RuleWithSourceDto } from './rule.dto.js';
import { RequireScope } from '../../common/scope.js';
import { RulesService } from './rules.service.js';

@ApiTags('rules')
@Controller('rules')
export class RulesController {
  constructor(private readonly rules: RulesService) {}

  @Get()
  @ApiOperation({ summary: 'The detection rules in use, and what they have done' })
  @ApiOkResponse({ type: [RuleDto] })
  async list(): Promise<RuleDto[]> {
    return (await this.rules.list()).map((rule) => RuleDto.from(rule));
  }

  @Get('validate')
  @ApiOperation({
    summary: 'What a reload would say of the rule files as they are now',
    description: 'Nothing is changed. A rule of the name `validate` is found under its id.',
  })
  @ApiOkResponse({ type: RuleCheckDto })
  validate(): RuleCheckDto {
    return RuleCheckDto.from(this.rules.check());
  }

  @Post('validate')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Checks rules that are sent, beside those in use',
    description:
      'Nothing is stored. Rules in use with the same id or name count as replaced; correlations may refer to the others.',
  })
  @ApiOkResponse({ type: RuleCheckDto, description: 'What is said of the rules that were sent.' })
  validateText(@Body() { text }: RuleTextDto): RuleCheckDto {
    return RuleCheckDto.from(this.rules.checkText(text));
  }

  @Get(':id')
  @ApiOperation({ summary: 'A detection rule with its source' })
  @ApiParam({ name: 'id', description: 'Id or name of the rule.', example: 'ssh_brute_force' })
  @ApiOkResponse({ type: RuleWithSourceDto })
  @ApiProblem(ApiNotFoundResponse, 'There is no such rule.', {
    type: 'about:blank',
    title: 'Not Found',
    status: 404,
    code: 'RULE_NOT_FOUND',
    detail: 'There is no such detection rule.',
    instance: '/rules/unknown',
  })
  async find(@Param('id') id: string): Promise<RuleWithSourceDto> {
    return RuleWithSourceDto.from(await this.rules.find(id));
  }

  @RequireScope('admin')
  @Post('reload')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Reads the rule files again and uses them from now on',
    description: 'Other instances on the same database do so, too, each with its own copy of the files.',
  })
  @ApiOkResponse({ type: [RuleDto], description: 'The rules that are now in use.' })
  @ApiProblem(ApiConflictResponse, 'The files are not valid; the rules stay as they were.', {
    type: 'about:blank',
    title: 'Conflict',
    status: 409,
    code: 'RULES_INVALID',
    detail: 'The rule files are not valid; the rules stay as they were.',
    instance: '/rules/reload',
    errors: [
      {
        pointer: 'rules/ssh_brute_force.yml:12',
        detail: 'rules/ssh_brute_force.yml:12: unknown field "user"; did you mean "username"?',
      },
    ],
  })
  @ApiProblem(ApiServiceUnavailableResponse, 'Another connection holds the database.', databaseBusy('/rules/reload'))
  async reload(): Promise<RuleDto[]> {
    await this.rules.reload();
    return this.list();
  }
}
