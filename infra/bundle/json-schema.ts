/** Stands in for zod's writer of JSON Schema, which no function calls. */
const none = () => (): never => {
  throw new Error('JSON Schema is not part of this bundle');
};

export const createToJSONSchemaMethod = none;
export const createStandardJSONSchemaMethod = none;
export const toJSONSchema = none();
export const JSONSchemaGenerator = none();
