import { Analytics } from '@segment/analytics-node';

export async function segmentNode({ host, writeKey, calls, retries }) {
  const errors = [];
  const analytics = new Analytics({ writeKey, host, flushAt: calls.length, maxRetries: retries });
  analytics.on('error', (error) => errors.push(`${error.code}: ${error.reason}`));
  for (const { type, ...call } of calls) {
    analytics[type]({ ...call, timestamp: call.timestamp && new Date(call.timestamp) });
  }
  await analytics.closeAndFlush({ timeout: 120_000 });
  return errors;
}
