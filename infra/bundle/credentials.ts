/**
 * Stands in for the SDK's credential chain in the bundles. A function only ever has the credentials of its environment, on Lambda and on
 * one machine alike; the chain's other links (profiles, SSO, web identity, metadata services) would be half of a small function's bundle.
 */
import { fromEnv } from '@aws-sdk/credential-provider-env';

export const defaultProvider = fromEnv;
