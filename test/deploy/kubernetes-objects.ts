import type { parse } from 'yaml';
import { SETTINGS } from '../../src/config/settings.schema.js';
import type { Setting } from '../../src/config/setting.js';

/** An object of Kubernetes, as far as tests look into it. */
export type KubernetesObject = ReturnType<typeof parse>;

/** Every variable that the service reads. */
const VARIABLES = new Set(
  Object.entries<Setting<unknown>>(SETTINGS).flatMap(([name, { secret }]) =>
    secret === true ? [name, `${name}_FILE`] : [name],
  ),
);

/** Names of variables that the service does not know. */
export function unknownVariables(names: readonly string[]): string[] {
  return names.filter((name) => !VARIABLES.has(name) && name !== 'NODE_ENV');
}

/** The pods may do what pod security calls restricted, and nothing that they do not need. */
export function expectRestricted(objects: readonly KubernetesObject[]): void {
  const { spec } = ofKind(objects, 'StatefulSet').spec.template;
  expect(spec.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
  expect(spec.containers[0].securityContext).toEqual({
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  });
  expect(spec.automountServiceAccountToken).toBe(false);
}

/** What one object says of another is so: labels, ports, volumes; and the variables exist. */
export function expectConsistent(objects: readonly KubernetesObject[]): void {
  const { selector, template, volumeClaimTemplates = [], serviceName } = ofKind(objects, 'StatefulSet').spec;
  const { labels } = template.metadata;
  const [container] = template.spec.containers;
  const service = ofKind(objects, 'Service');
  expect(selector.matchLabels).toEqual(labels);
  expect(service.spec.selector).toEqual(labels);
  expect(ofKind(objects, 'NetworkPolicy')?.spec.podSelector.matchLabels ?? labels).toEqual(labels);
  expect(service.metadata.name).toBe(serviceName);
  const account = ofKind(objects, 'ServiceAccount');
  if (account !== undefined) expect(account.metadata.name).toBe(template.spec.serviceAccountName);
  const named = container.ports.map(({ name }: { name: string }) => name);
  for (const { targetPort } of service.spec.ports) expect(named).toContain(targetPort);
  const volumes = [...template.spec.volumes, ...volumeClaimTemplates.map((claim: KubernetesObject) => claim.metadata)];
  const names = volumes.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { name } of container.volumeMounts) expect(names).toContain(name);
  const variables = container.env.map(({ name }: { name: string }) => name);
  expect(unknownVariables(variables)).toEqual([]);
  expect(new Set(variables).size).toBe(variables.length);
}

export function ofKind(objects: readonly KubernetesObject[], kind: string): KubernetesObject {
  return objects.find((each) => each.kind === kind);
}
