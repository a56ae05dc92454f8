/** Stands in for the cache of DynamoDB's endpoint discovery, which is off and which no command of DynamoDB asks for any more. */
export class EndpointCache {}
