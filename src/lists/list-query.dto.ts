import { ApiPropertyOptional } from '@nestjs/swagger';
import { MaxLength, IsOptional, IsString } from 'class-validator';
import { PageQueryDto } from '../http/page-query.dto.js';
import { LONGEST_CURSOR } from './cursor.js';
import { ChoiceParameter, ChoicesParameter } from './list-parameters.js';

/** Which part of a list to answer, and how: what a list adds to its own filters. */
export abstract class ListQueryDto extends PageQueryDto {
  @ApiPropertyOptional({
    type: String,
    maxLength: LONGEST_CURSOR,
    description:
      'Where to go on, as `Link` gives it; `*` begins a walk by cursor. It stays right while items arrive, and the ' +
      'last page costs what the first did. Keep sort and filters; `skip` has no place beside it.',
  })
  @IsOptional()
  @MaxLength(LONGEST_CURSOR)
  @IsString()
  cursor?: string;

  abstract sort?: string;

  abstract fields?: string[];
}

/** The order of a list. */
export function SortParameter(names: readonly string[], byDefault: string): PropertyDecorator {
  return ChoiceParameter(names, { description: `Order of the items; \`-\` turns it round. ${byDefault}` });
}

/** The members of the items that are answered. */
export function FieldsParameter(names: readonly string[], example: string): PropertyDecorator {
  return ChoicesParameter(names, { description: 'Only these members of each item, separated by commas.', example });
}
