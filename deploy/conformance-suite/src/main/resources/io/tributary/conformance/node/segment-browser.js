import { page } from './browser.js';

export async function segmentBrowser({ host, writeKey, calls }, strategy) {
  page();
  const errors = [];
  const { AnalyticsBrowser } = await import('@segment/analytics-next');
  const url = new URL(host);
  const [analytics] = await AnalyticsBrowser.load(
    { writeKey, cdnURL: host },
    {
      integrations: {
        'Segment.io': {
          apiHost: `${url.host}/v1`,
          protocol: url.protocol.replace(':', ''),
          deliveryStrategy: strategy === 'batching' ? { strategy, config: { size: calls.length, timeout: 1_000 } } : {},
        },
      },
    },
  );
  analytics.on('error', (error) => errors.push(`${error.code}: ${error.reason}`));
  for (const call of calls) {
    await say(analytics, call);
  }
  // A batch leaves when it is full or after its time; single calls have been awaited.
  await new Promise((next) => setTimeout(next, 2_500));
  return errors;
}

function say(analytics, call) {
  const options = { context: call.context, timestamp: call.timestamp };
  switch (call.type) {
    case 'identify': return analytics.identify(call.userId, call.traits, options);
    case 'track': return analytics.track(call.event, call.properties, options);
    case 'page': return analytics.page(call.category, call.name, call.properties, options);
    case 'screen': return analytics.screen(call.category, call.name, call.properties, options);
    case 'group': return analytics.group(call.groupId, call.traits, options);
    case 'alias': return analytics.alias(call.userId, call.previousId, options);
    default: throw new Error(call.type);
  }
}
