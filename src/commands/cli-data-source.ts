import { loadProcessSettings } from '../config/load-settings.js';
import { makeDataSource } from './data-source.js';

/** The data source that TypeORM's command line uses (`npm run migration:…`). */
export default makeDataSource(loadProcessSettings('command').DATABASE_URL);
