// Sends the six calls of a script with one client library: node send.js LIBRARY < script.json
// Writes one line of JSON: what the library itself says became of the calls.
import { segmentNode } from './segment-node.js';
import { rudderNode } from './rudder-node.js';
import { segmentBrowser } from './segment-browser.js';
import { rudderBrowser } from './rudder-browser.js';
import { jitsu } from './jitsu.js';

const libraries = {
  'segment-node': segmentNode,
  'rudder-node': rudderNode,
  'segment-browser': (script) => segmentBrowser(script, 'standard'),
  'segment-browser-batching': (script) => segmentBrowser(script, 'batching'),
  'rudder-browser': (script) => rudderBrowser(script, 'single'),
  'rudder-browser-batching': (script) => rudderBrowser(script, 'batching'),
  'rudder-browser-beacon': (script) => rudderBrowser(script, 'beacon'),
  jitsu: (script) => jitsu(script, false),
  'jitsu-server': (script) => jitsu(script, true),
};

let input = '';
for await (const chunk of process.stdin) {
  input += chunk;
}
const say = (outcome) => new Promise((done) => process.stdout.write(`\n${JSON.stringify(outcome)}\n`, done));
try {
  const errors = await libraries[process.argv[2]](JSON.parse(input));
  await say({ errors });
  process.exit(0);
} catch (failure) {
  await say({ errors: [String((failure && failure.stack) || failure)] });
  process.exit(1);
}
