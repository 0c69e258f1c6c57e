import { jitsuAnalytics } from '@jitsu/js';
import { page } from './browser.js';

// The library has neither screen nor alias.
export async function jitsu({ host, writeKey, calls }, s2s) {
  if (!s2s) {
    page();
  }
  const errors = [];
  const analytics = jitsuAnalytics({
    host,
    // Jitsu's keys have two parts; ours is the first.
    writeKey: `${writeKey}:none`,
    s2s,
    errorPolicy: (message) => errors.push(String(message)),
  });
  for (const call of calls) {
    switch (call.type) {
      case 'identify': await analytics.identify(call.userId, call.traits); break;
      case 'track': await analytics.track(call.event, call.properties); break;
      case 'page': await analytics.page({ ...call.properties, name: call.name }); break;
      case 'group': await analytics.group(call.groupId, call.traits); break;
      default:
    }
  }
  await new Promise((next) => setTimeout(next, 1_000));
  return errors;
}
