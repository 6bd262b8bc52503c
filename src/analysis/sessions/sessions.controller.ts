import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { ApiProblem } from '../../http/api-page.js';
import { ApiList, ListAnswer } from '../../lists/answer-list.js';
import { FieldsParameter } from '../../lists/list-parameters.js';
import { LOGIN_FIELDS, LoginDto } from './login.dto.js';
import { SESSION_FIELDS, SessionDetailDto, SessionDto, SessionListQueryDto, sessionFilter } from './session.dto.js';
import type { Session } from './session.entity.js';
import { SessionsService } from './sessions.service.js';

/** Which logins to answer: those of sessions. */
class LoginListQueryDto extends SessionListQueryDto {
  @FieldsParameter([...LOGIN_FIELDS], 'timestamp,username,ip_address')
  override fields?: string[];
}

@ApiTags('sessions')
@Controller('logins')
export class LoginsController {
  constructor(private readonly sessions: SessionsService) {}

  @Get()
  @ApiList(LoginDto, 'Logins that succeeded, each with whether it is new for its user; most recent first')
  list(@Query() query: LoginListQueryDto): ListAnswer<Session> {
    const listRequest = { query, filter: sessionFilter(query), defaultSort: '-started_at' };
    return new ListAnswer(this.sessions.list, listRequest, {
      name: 'logins',
      fields: [...LOGIN_FIELDS],
      views: (sessions) => this.sessions.logins(sessions),
    });
  }
}

@ApiTags('sessions')
@Controller('sessions')
export class SessionsController {
  constructor(private readonly sessions: SessionsService) {}

  @Get()
  @ApiList(SessionDto, 'Logins, and what was done from them; most recent first')
  list(@Query() query: SessionListQueryDto): ListAnswer<Session> {
    const listRequest = { query, filter: sessionFilter(query), defaultSort: '-started_at' };
    return new ListAnswer(this.sessions.list, listRequest, {
      name: 'sessions',
      fields: [...SESSION_FIELDS],
      views: (sessions) => Promise.resolve(sessions.map((session) => SessionDto.from(session))),
    });
  }

  @Get(':id')
  @ApiOperation({ summary: 'A session with its log entries, each with how it is known to be of it' })
  @ApiParam({ name: 'id', format: 'uuid', example: '5c0a8b0e-3f2d-5a67-8f5e-0d7c0a5b9a11' })
  @ApiOkResponse({ type: SessionDetailDto })
  @ApiProblem(ApiNotFoundResponse, 'There is no such session.', {
    type: 'about:blank',
    title: 'Not Found',
    status: 404,
    code: 'SESSION_NOT_FOUND',
    detail: 'There is no such session.',
    instance: '/sessions/0c8e0e0c-9f0f-5b52-8f0e-6a2d4a3d1f11',
  })
  find(@Param('id') id: string): Promise<SessionDetailDto> {
    return this.sessions.find(id.toLowerCase());
  }
}
