import { readFileSync } from 'node:fs';
import type { OpenAPIObject } from '@nestjs/swagger';

interface Media {
  readonly schema?: Readonly<Record<string, unknown>>;
  readonly example?: unknown;
  readonly examples?: unknown;
}

interface Operation {
  readonly tags?: readonly string[];
  readonly summary?: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly schema?: Readonly<Record<string, unknown>>;
  }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, Media>> }>>;
}

const DOCUMENT = JSON.parse(readFileSync('openapi.json', 'utf8')) as OpenAPIObject;

const OPERATIONS = Object.entries(DOCUMENT.paths).flatMap(([path, item]) =>
  Object.entries(item as Record<string, Operation>).map(([method, operation]) => ({
    name: `${method.toUpperCase()} ${path}`,
    operation,
  })),
);

/** Swagger UI fills in what an example says, or what the members of a schema do. */
function isFilledIn({ schema = {}, example, examples }: Media): boolean {
  const isOfMembers = '$ref' in schema || schema['type'] === 'array' || 'oneOf' in schema;
  return example !== undefined || examples !== undefined || isOfMembers;
}

describe('Swagger UI', () => {
  it('says of each group of routes what it is, and each route is in one', () => {
    const described = new Map(DOCUMENT.tags?.map(({ name, description }) => [name, description]));
    for (const { name, operation } of OPERATIONS) {
      expect([name, operation.tags?.map((tag) => described.get(tag))]).toEqual([name, [expect.stringMatching(/\.$/)]]);
      expect([name, operation.summary]).toEqual([name, expect.any(String)]);
    }
    expect(described.size).toBe(new Set(OPERATIONS.flatMap(({ operation }) => operation.tags ?? [])).size);
  });

  it('fills in every part of a path, so that a route can be tried', () => {
    const empty = OPERATIONS.flatMap(({ name, operation }) =>
      (operation.parameters ?? [])
        .filter((each) => each.in === 'path' && each.schema?.['example'] === undefined && !each.schema?.['enum'])
        .map((each) => `${name}: ${each.name}`),
    );
    expect(empty).toEqual([]);
  });

  it('shows an example of every body', () => {
    const empty = OPERATIONS.flatMap(({ name, operation }) =>
      [operation.requestBody?.content, ...Object.values(operation.responses).map(({ content }) => content)].flatMap(
        (content) =>
          Object.entries(content ?? {}).flatMap(([type, media]) => (isFilledIn(media) ? [] : [`${name}: ${type}`])),
      ),
    );
    expect(empty).toEqual([]);
  });
});
