import { DataSource } from 'typeorm';
import { loadProcessSettings } from '../config/process-settings.js';
import { dataSourceOptions } from './data-source.js';

/** The data source that TypeORM's command line uses (`npm run migration:…`). */
export default new DataSource(dataSourceOptions(loadProcessSettings().DATABASE_URL));
