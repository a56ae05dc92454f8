import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { bundle } from './bundle.ts';
import { hub } from './hub.ts';
import { projectContext, readSettings } from './settings.ts';

const app = new App({ context: projectContext(), analyticsReporting: false });
const settings = readSettings(app.node);
if (settings.bundle) await bundle();
hub(app, settings);
if (settings.nag) Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();
