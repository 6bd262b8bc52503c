import { writeFile } from 'node:fs/promises';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../app.module.js';
import { setUpApp } from '../app.setup.js';
import { openApiDocument } from '../openapi/openapi-document.js';
import { loadSettings } from '../config/load-settings.js';
import { UsageError, fileArguments } from './usage.js';

/** `openapi [FILE]`: writes the OpenAPI document; nothing listens, scans or opens a database meanwhile. */
export async function openapi(args: readonly string[]): Promise<number> {
  const files = fileArguments(args);
  if (files.length > 1) throw new UsageError('openapi takes one file at most.');
  const settings = loadSettings({ environment: {}, readFile: () => '' });
  const app = await NestFactory.create<NestExpressApplication>(AppModule.forRoot(settings, []), {
    logger: ['error'],
    preview: true,
    abortOnError: false,
  });
  const document = `${JSON.stringify(openApiDocument(setUpApp(app)), null, 2)}\n`;
  if (files[0] === undefined) process.stdout.write(document);
  else await writeFile(files[0], document);
  return 0;
}
