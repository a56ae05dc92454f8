import { Annotations, App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { bundle } from './bundle.ts';
import { hub } from './hub.ts';
import { INVENTED_ISSUER, projectContext, readSettings } from './settings.ts';

const app = new App({ context: projectContext(), analyticsReporting: false });
const settings = readSettings(app.node);
if (settings.bundle) await bundle();
const front = hub(app, settings);
if (settings.issuer === INVENTED_ISSUER)
  Annotations.of(front).addWarningV2(
    'onetrip:issuer',
    'no issuer is given (-c issuer=https://…): API Gateway asks the issuer for its discovery document while deploying, and would fail here',
  );
if (settings.nag) Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();
