import { page, until } from './browser.js';

// The library has no screen call: a browser has pages.
export async function rudderBrowser({ host, writeKey, calls }, mode) {
  const window = page();
  const errors = [];
  let beacons = 0;
  if (mode === 'beacon') {
    // jsdom has no beacons: this sends what a browser would, and keeps nothing of the answer, as a browser does.
    window.navigator.sendBeacon = (url, data) => {
      const text = data instanceof window.Blob ? readBlob(window, data) : Promise.resolve(data);
      text.then((body) => fetch(url, { method: 'POST', headers: { 'Content-Type': 'text/plain' }, body }))
        .then(() => { beacons += 1; })
        .catch((error) => errors.push(String(error)));
      return true;
    };
  }
  const { RudderAnalytics } = await import('@rudderstack/analytics-js/bundled');
  const analytics = new RudderAnalytics();
  let ready = false;
  analytics.ready(() => { ready = true; });
  analytics.load(writeKey, host, {
    configUrl: host,
    loadIntegration: false,
    polyfillIfRequired: false,
    useBeacon: mode === 'beacon',
    beaconQueueOptions: { maxItems: 5, flushQueueInterval: 500 },
    queueOptions: mode === 'batching' ? { batch: { enabled: true, maxItems: 5, flushInterval: 500 } } : {},
    onLoaded: () => { ready = true; },
  });
  await until(() => ready, 'the start of the library');
  for (const call of calls.filter((it) => it.type !== 'screen')) {
    say(analytics, call);
  }
  await new Promise((next) => setTimeout(next, 4_000));
  if (mode === 'beacon') {
    await until(() => beacons > 0 || errors.length > 0, 'a beacon');
  }
  return errors;
}

function readBlob(window, blob) {
  return new Promise((done, fail) => {
    const reader = new window.FileReader();
    reader.onload = () => done(reader.result);
    reader.onerror = fail;
    reader.readAsText(blob);
  });
}

function say(analytics, call) {
  const options = { context: call.context, originalTimestamp: call.timestamp };
  switch (call.type) {
    case 'identify': return analytics.identify(call.userId, call.traits, options);
    case 'track': return analytics.track(call.event, call.properties, options);
    case 'page': return analytics.page(call.category, call.name, call.properties, options);
    case 'group': return analytics.group(call.groupId, call.traits, options);
    case 'alias': return analytics.alias(call.userId, call.previousId, options);
    default: throw new Error(call.type);
  }
}
