import '../app.module.js';
import { loadProcessSettings } from '../config/load-settings.js';
import { makeDataSource } from '../database/data-source.js';

/** The data source that TypeORM's command line uses (`npm run migration:…`), with the entities of all features. */
export default await makeDataSource(loadProcessSettings('command').DATABASE_URL);
