import RudderAnalytics from '@rudderstack/rudder-sdk-node';

export async function rudderNode({ host, writeKey, calls, retries }) {
  const errors = [];
  const client = new RudderAnalytics(writeKey, {
    dataPlaneUrl: host,
    flushAt: calls.length,
    retryCount: retries,
    logLevel: 'error',
    errorHandler: (error) => errors.push(String(error.message)),
  });
  for (const { type, timestamp, ...call } of calls) {
    client[type]({ ...call, originalTimestamp: timestamp && new Date(timestamp) });
  }
  await client.flush().catch((error) => errors.push(String(error.message)));
  return [...new Set(errors)];
}
