/**
 * Stands in for the SDK's event streams, which no call of ours uses. The SDK imports them lazily; in a single file that makes esbuild keep
 * whole every module they touch, and with it the description of each operation of S3.
 */
const none = (): never => {
  throw new Error('event streams are not part of this bundle');
};

export const resolveEventStreamSerdeConfig = <T>(config: T): T => config;
export const eventStreamSerdeProvider = none;
export const EventStreamSerde = none;
