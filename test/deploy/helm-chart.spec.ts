import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { parse, parseAllDocuments } from 'yaml';
import { sharedFolder } from '../support/temporary-folder.js';
import { expectConsistent, expectRestricted, ofKind } from './kubernetes-objects.js';
import type { KubernetesObject } from './kubernetes-objects.js';

const CHART = 'deploy/helm';
const KUBERNETES = 'deploy/kubernetes';
const LIBRARIES = '/usr/share/gocode';
const GO = { ...process.env, GO111MODULE: 'off', GOPATH: LIBRARIES, GOFLAGS: '' };

const values = (path: string) => readFileSync(join(CHART, path), 'utf8');
const isTaken = new Ajv({ strict: false }).compile(JSON.parse(values('values.schema.json')) as object);

/** Without what Helm writes on everything: whose release it is. */
function withoutRelease(object: KubernetesObject): KubernetesObject {
  const labels = /^(?:helm\.sh|app\.kubernetes\.io\/(?:instance|version|managed-by))/;
  return JSON.parse(JSON.stringify(object), (key, value: unknown) => {
    if (labels.test(key)) return undefined;
    return value;
  });
}

describe('the chart', () => {
  it('is of the version of the package', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(parse(values('Chart.yaml'))).toMatchObject({ apiVersion: 'v2', version, appVersion: version });
  });

  it('takes its own values, and no others', () => {
    const own = parse(values('values.yaml'));
    expect([isTaken(own), isTaken.errors]).toEqual([true, null]);
    for (const wrong of [
      { ...own, replica: 2 },
      { ...own, settings: { LOG_LEVEL: 1 } },
      { ...own, settings: { DATABASE_URL: 'postgres://user:password@db/x' } },
      { ...own, secret: { name: 'x', files: {} } },
      { ...own, networkPolicy: { ...own.networkPolicy, from: [{ cidr: '192.0.2.0/24' }] } },
    ])
      expect(isTaken(wrong)).toBe(false);
  });

  it('uses every value that it has, and has every value that it uses', () => {
    const templates = readdirSync(join(CHART, 'templates')).map((file) => values(join('templates', file)));
    const own = parse(values('values.yaml')) as Record<string, unknown>;
    const used = new Set(templates.flatMap((text) => [...text.matchAll(/\.Values\.(\w+)/g)].map(([, name]) => name!)));
    expect([...used].sort()).toEqual(Object.keys(own).sort());
    for (const [, path] of templates.join('\n').matchAll(/\.Values\.(\w+(?:\.\w+)+)/g)) {
      const found = path!.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], own);
      expect([path, found === undefined]).toEqual([path, false]);
    }
  });
});

/** Whether there is Go, with the libraries that Helm renders with: golang-go, golang-github-masterminds-sprig-dev, golang-k8s-sigs-yaml-dev. */
const canRender =
  spawnSync('go', ['list', 'github.com/Masterminds/sprig', 'sigs.k8s.io/yaml'], { env: GO }).status === 0;
if (!canRender) console.warn('The Helm chart is not rendered: there is no Go with sprig here.');

(canRender ? describe : describe.skip)('the chart, rendered', () => {
  const folder = sharedFolder();

  beforeAll(() => {
    const built = spawnSync('go', ['build', '-o', join(folder(), 'render'), 'test/deploy/render-chart.go'], {
      encoding: 'utf8',
      env: { ...GO, GOCACHE: join(folder(), 'cache') },
    });
    expect(built.stderr).toBe('');
  }, 240_000);

  function answerFor(...given: readonly object[]): { files?: Record<string, string>; error?: string } {
    const asked = { chart: CHART, values: given.map((each) => JSON.stringify(each)), release: 'log-analyzer' };
    const input = JSON.stringify({ ...asked, namespace: 'log-analyzer' });
    return JSON.parse(spawnSync(join(folder(), 'render'), { input, encoding: 'utf8' }).stdout);
  }

  /** The objects that these values make, every one checked as those of {@link KUBERNETES} are. */
  function rendered(...given: readonly object[]): KubernetesObject[] {
    const own = parse(values('values.yaml'));
    expect(given.map((each) => isTaken({ ...own, ...each }))).toEqual(given.map(() => true));
    const { files = {}, error } = answerFor(...given);
    expect(error).toBeUndefined();
    const objects = Object.entries(files)
      .filter(([name]) => name.endsWith('.yaml'))
      .flatMap(([, text]) => parseAllDocuments(text))
      .flatMap((document) => {
        expect([document.errors, document.warnings]).toEqual([[], []]);
        const object = document.toJS() as KubernetesObject;
        return object === null ? [] : [object];
      });
    expectRestricted(objects);
    expectConsistent(objects);
    return objects;
  }

  it('is what the manifests are', () => {
    const kinds = ['ServiceAccount', 'Service', 'NetworkPolicy', 'StatefulSet'];
    const objects = rendered().map(withoutRelease);
    expect(objects.map(({ kind }) => kind).sort()).toEqual(kinds.toSorted());
    const manifests = readdirSync(KUBERNETES).map((file) => parse(readFileSync(join(KUBERNETES, file), 'utf8')));
    const images = ofKind(manifests, 'Kustomization').images;
    for (const kind of kinds) {
      const [made, written] = [ofKind(objects, kind), ofKind(manifests, kind)];
      written.metadata.labels ??= { 'app.kubernetes.io/name': 'log-analyzer' };
      if (kind === 'Service') written.spec.type = 'ClusterIP';
      if (kind === 'StatefulSet') {
        written.spec.template.spec.containers[0].image = `${images[0].newName}:${images[0].newTag}`;
        written.spec.template.spec.containers[0].imagePullPolicy = 'IfNotPresent';
      }
      expect(made).toEqual(written);
    }
  });

  it('keeps everything in PostgreSQL where a secret says which, with as many pods as are asked for', () => {
    const objects = rendered({ replicas: 3, postgresql: { secretName: 'database', secretKey: 'url' } });
    const { spec } = ofKind(objects, 'StatefulSet');
    expect([spec.replicas, spec.volumeClaimTemplates]).toEqual([3, undefined]);
    const [{ env, volumeMounts }] = spec.template.spec.containers;
    expect(env).toContainEqual({ name: 'DATABASE_URL_FILE', value: '/run/secrets/postgresql/url' });
    expect(volumeMounts).toContainEqual({ name: 'postgresql', mountPath: '/run/secrets/postgresql', readOnly: true });
    expect(JSON.stringify(objects)).not.toContain('postgres://');
  });

  it('has one process with SQLite', () => {
    expect(answerFor({ replicas: 2 }).error).toContain('SQLite has one process');
  });

  it('is reached from outside by an ingress, which the network policy lets in', () => {
    const from = [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ingress' } } }];
    const ingress = { enabled: true, className: 'nginx', host: 'alerts.example.org', tlsSecretName: 'tls', from };
    const objects = rendered({ ingress });
    expect(ofKind(objects, 'Ingress').spec).toMatchObject({
      ingressClassName: 'nginx',
      tls: [{ secretName: 'tls', hosts: ['alerts.example.org'] }],
    });
    expect(ofKind(objects, 'NetworkPolicy').spec.ingress[0].from).toContainEqual(from[0]);
    const [{ env }] = ofKind(objects, 'StatefulSet').spec.template.spec.containers;
    expect(env).toContainEqual({ name: 'PUBLIC_URL', value: 'https://alerts.example.org' });
    expect(answerFor({ ingress: { ...ingress, from: [] } }).error).toContain('ingress.from');
    expect(answerFor({ ingress: { ...ingress, host: '' } }).error).toContain('ingress.host');
  });

  it('takes all other values', () => {
    const objects = rendered({
      image: { repository: 'r.example.org/x', tag: '9', pullPolicy: 'Always', pullSecrets: ['pull'] },
      settings: { LOG_LEVEL: 'debug', LOG_FORMAT: 'text', WEEKLY_SUMMARY: 'Monday 08:00 UTC' },
      secret: { name: 'mine', files: { API_KEYS: 'keys', EMAIL_PASSWORD: 'mail' } },
      persistence: { enabled: true, existingClaim: 'claim' },
      networkPolicy: { enabled: false },
      serviceAccount: { create: false, name: 'theirs' },
      service: { type: 'NodePort', port: 8080 },
      nodeSelector: { disk: 'ssd' },
      tolerations: [{ key: 'a', operator: 'Exists' }],
      affinity: { nodeAffinity: {} },
      podAnnotations: {},
    });
    expect(objects.map(({ kind }) => kind).sort()).toEqual(['Service', 'StatefulSet']);
    const { spec } = ofKind(objects, 'StatefulSet').spec.template;
    expect(spec).toMatchObject({
      serviceAccountName: 'theirs',
      nodeSelector: { disk: 'ssd' },
      imagePullSecrets: [{ name: 'pull' }],
    });
    expect(spec.containers[0]).toMatchObject({ image: 'r.example.org/x:9', imagePullPolicy: 'Always' });
    expect(spec.containers[0].env).toEqual(
      expect.arrayContaining([
        { name: 'WEEKLY_SUMMARY', value: 'Monday 08:00 UTC' },
        { name: 'EMAIL_PASSWORD_FILE', value: '/run/secrets/log-analyzer/mail' },
      ]),
    );
    expect(spec.volumes).toContainEqual({ name: 'data', persistentVolumeClaim: { claimName: 'claim' } });
    expect(answerFor({ serviceAccount: { create: false } }).error).toContain('serviceAccount.name');
  });

  it('cannot be made to say something else by a value', () => {
    const hostile = 'x"\n          securityContext: {}\n#\'{{ .Values }}';
    const [{ env }] = ofKind(rendered({ settings: { LOG_TIMEZONE: hostile } }), 'StatefulSet').spec.template.spec
      .containers;
    expect(env).toContainEqual({ name: 'LOG_TIMEZONE', value: hostile });
  });
});
