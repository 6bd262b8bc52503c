/** The direction of imports. Each rule says why it is there; a broken one explains itself in the output of the check. */

const pure =
  '^src/(logs/parsing|logs/programs|analysis/sigma|analysis/detection|alerts/lifecycle|notification/policy|net|common/query)/';

/** What the service does, as opposed to what all of it uses; `faults` is where any of it sets aside what fails. */
const FEATURES =
  'logs analysis alerts notification enforcement insight summary live retention health metrics dashboard security faults'.split(
    ' ',
  );

/** Features besides the named ones, and the command line. */
const featuresBut = (...named) =>
  `^src/(${[...FEATURES.filter((each) => !named.includes(each)), 'commands'].join('|')})/`;

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'Two files that import each other are one file in two places: nobody can read, test or move one alone.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'pure-code-stays-pure',
      comment:
        'Parsing, detection, the alert lifecycle and the notification policy are plain functions of their input. ' +
        'A framework, a database, a file or the environment in them would make the same lines give other alerts.',
      severity: 'error',
      from: { path: pure, pathNot: '\\.spec\\.ts$' },
      to: {
        dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-peer', 'npm-optional'],
        // A hash, an id, the notation of addresses and regular expressions are plain functions, too.
        pathNot: '(^|/)node_modules/(uuid|ipaddr\\.js|re2js)/|^crypto$',
      },
    },
    {
      name: 'pure-code-imports-pure-code',
      comment: 'Pure code that reaches into a service, an entity or the configuration is no longer pure.',
      severity: 'error',
      from: { path: pure, pathNot: '\\.spec\\.ts$' },
      to: { path: '^src/', pathNot: `${pure}|^src/common/visible-text\\.ts$` },
    },
    {
      name: 'logs-know-nobody',
      comment: 'Log entries are the ground that analysis and alerts stand on; they do not look up.',
      severity: 'error',
      from: { path: '^src/logs/' },
      to: { path: featuresBut('logs', 'faults') },
    },
    {
      name: 'alerts-know-nobody',
      comment: 'Alerts are written by analysis and told by notification; importing either would close a circle.',
      severity: 'error',
      from: { path: '^src/alerts/' },
      to: { path: featuresBut('alerts', 'faults') },
    },
    {
      name: 'analysis-imports-logs-and-alerts-only',
      comment: 'Analysis tells of alerts by event. Who is notified, and how, is not its business.',
      severity: 'error',
      from: { path: '^src/analysis/' },
      to: { path: featuresBut('analysis', 'logs', 'alerts', 'faults') },
    },
    {
      name: 'notification-imports-alerts-only',
      comment: 'Notification hears of alerts by event; it must work the same whoever found them.',
      severity: 'error',
      from: { path: '^src/notification/' },
      to: { path: featuresBut('notification', 'alerts', 'faults') },
    },
    {
      name: 'insight-reads-logs-alerts-and-analysis',
      comment: 'Insight answers questions about what the others have found. It notifies nobody, and nobody needs it.',
      severity: 'error',
      from: { path: '^src/insight/' },
      to: { path: featuresBut('insight', 'logs', 'alerts', 'analysis', 'enforcement') },
    },
    {
      name: 'summary-stands-between-insight-and-notification',
      comment:
        'A summary is what insight says, sent by notification. It is what joins the two, so that neither has to know the other, or it.',
      severity: 'error',
      from: { path: '^src/summary/' },
      to: { path: featuresBut('summary', 'insight', 'notification', 'analysis') },
    },
    {
      name: 'enforcement-imports-alerts-only',
      comment: 'What is blocked follows from alerts and from who is on the allowlist, not from how alerts were found.',
      severity: 'error',
      from: { path: '^src/enforcement/' },
      to: { path: featuresBut('enforcement', 'alerts', 'faults'), pathNot: '^src/analysis/allowlist/' },
    },
    {
      name: 'security-and-faults-know-no-feature',
      comment: 'Keys guard every feature, and every feature sets aside what fails: both come before all of them.',
      severity: 'error',
      from: { path: '^src/(security|faults)/' },
      to: { path: featuresBut('security', 'faults') },
    },
    {
      name: 'nobody-imports-the-live-stream',
      comment: 'The live stream listens to everybody; whoever called it would know who listens.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(live/|app\\.module\\.ts$)' },
      to: { path: '^src/live/' },
    },
    {
      name: 'metrics-only-look',
      comment:
        'Metrics read what others count and hear of what happens by event. Whoever imported them would have to be ' +
        'tested with them; only the set-up of the application does, to measure requests.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(metrics/|app\\.)' },
      to: { path: '^src/metrics/' },
    },
    {
      name: 'shared-code-knows-no-feature',
      comment: 'What everybody uses must not depend on one of its users.',
      severity: 'error',
      from: { path: '^src/(common|http|lists|net|config|database|openapi|origin)/' },
      to: { path: featuresBut() },
    },
    {
      name: 'the-page-knows-the-api-only',
      comment:
        'The page is a client like any other: what it needs, others need too, and the API has to offer it. How ' +
        'attacker text is made visible, and how a query is read, is the same everywhere.',
      severity: 'error',
      from: { path: '^(web|packages)/' },
      to: { path: '^src/', pathNot: '^src/common/(visible-text\\.ts$|query/)' },
    },
    {
      name: 'the-client-knows-nobody',
      comment: 'Others use the client without the page and without the service.',
      severity: 'error',
      from: { path: '^packages/client/' },
      to: { path: '^(web|src|packages/mcp)/' },
    },
    {
      name: 'the-service-does-not-import-the-page',
      comment: 'The service serves the files that the page is built into, and knows nothing else of it.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(web|packages)/' },
    },
    {
      name: 'no-orphans',
      comment: 'A file that nothing imports is dead, or a test that was misnamed.',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: '\\.(spec|e2e-spec)\\.ts$|^test/|\\.d\\.ts$|^(web/src/main\\.tsx|packages/mcp/src/main\\.ts)$',
      },
      to: {},
    },
    {
      name: 'no-development-packages-in-production',
      comment: 'The service runs without development packages.',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.spec\\.ts$' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
