/** The hub as CloudFormation sees it: one synthesis per choice of context, without assets and without files left behind. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { hub } from '#infra/hub.ts';
import { projectContext, readSettings } from '#infra/settings.ts';

// biome-ignore lint/suspicious/noExplicitAny: a template is JSON of any shape
export type Json = any;
export interface Resource {
  readonly id: string;
  readonly stack: string;
  readonly type: string;
  readonly properties: Json;
  readonly deletion?: string;
}
export interface Synthesized {
  readonly text: string;
  readonly resources: readonly Resource[];
  ofType(type: string): Resource[];
  /** "OneTripData:Exports…" -> the value that is exported. */
  readonly exported: ReadonlyMap<string, Json>;
  /** Rules of AwsSolutions that are broken and not acknowledged, one line for each place; or all of them. */
  findings(which?: 'all'): string[];
}

/** The bundles must be there; see infra/bundle.ts. */
export const synthesize = (context: Record<string, unknown> = {}): Synthesized => {
  const outdir = mkdtempSync(join(tmpdir(), 'onetrip-synth-'));
  const app = new App({
    outdir,
    analyticsReporting: false,
    context: { ...projectContext(), 'aws:cdk:disable-asset-staging': true, ...context },
  });
  hub(app, readSettings(app.node));
  const stacks = app.synth().stacks.map(({ stackName, template }) => ({ stackName, template }));
  rmSync(outdir, { recursive: true });
  const resources = stacks.flatMap(({ stackName, template }) =>
    Object.entries<Json>(template.Resources).map(([id, resource]) => ({
      id,
      stack: stackName,
      type: resource.Type,
      properties: resource.Properties ?? {},
      deletion: resource.DeletionPolicy,
    })),
  );
  const outputs = stacks.flatMap(({ template }) => Object.values<Json>(template.Outputs ?? {}));
  return {
    text: JSON.stringify(stacks),
    resources,
    ofType: (type) => resources.filter((resource) => resource.type === type),
    exported: new Map(outputs.map((output) => [output.Export?.Name, output.Value])),
    findings: (which) => {
      const pack = new AwsSolutionsChecks(app);
      if (which === 'all') Object.defineProperty(pack, 'isAcknowledged', { value: () => false });
      const { violations } = pack.validateScope(app);
      return violations.flatMap(({ ruleName, violatingResources }) => violatingResources.map(() => ruleName));
    },
  };
};
