import { extname } from 'node:path';
import { Controller, Get, NotFoundException, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { DomainError } from '../common/domain.error.js';
import { publicPath } from '../http/request-checks.js';
import { Public } from '../common/scope.js';
import { DashboardFiles, PAGE_FOLDER, PAGE_POLICY, isHashed } from './dashboard-files.js';

const A_YEAR_MS = 365 * 86_400_000;

/** The page for people. It holds no data: that comes from the API, which asks for a key where keys are required. */
@ApiExcludeController()
@Public()
@Controller('dashboard')
export class DashboardController {
  constructor(private readonly files: DashboardFiles) {}

  @Get()
  page(@Req() request: Request, @Res() response: Response): void {
    // The page finds its files and the API beside its own address: with a slash at the end that would be another place.
    if (request.path.endsWith('/')) return response.redirect(publicPath(request).slice(0, -1));
    if (!this.files.isBuilt) {
      throw new DomainError('unavailable', 'DASHBOARD_NOT_BUILT', 'The dashboard is not built; run: npm run build');
    }
    response.set({ 'Content-Security-Policy': PAGE_POLICY, 'Cache-Control': 'no-cache' });
    this.send('index.html', request, response, { cacheControl: false });
  }

  @Get(':name')
  file(@Param('name') name: string, @Req() request: Request, @Res() response: Response): void {
    if (!this.files.has(name)) throw new NotFoundException();
    response.set('Content-Security-Policy', PAGE_POLICY);
    const caching = isHashed(name) ? { immutable: true, maxAge: A_YEAR_MS } : {};
    this.send(`dashboard/${name}`, request, response, caching);
  }

  /** Compressed, for whoever takes it: a third of the bytes. */
  private send(path: string, request: Request, response: Response, caching: object): void {
    response.vary('Accept-Encoding');
    const isCompressed = this.files.isCompressed(path) && request.acceptsEncodings('gzip', 'identity') === 'gzip';
    if (isCompressed) response.set('Content-Encoding', 'gzip').type(extname(path));
    response.sendFile(isCompressed ? `${path}.gz` : path, { root: PAGE_FOLDER, ...caching });
  }
}
