// Google's Node client as a program of its own: `node google-client.mjs ROOT KEY`. It finds the API by its discovery
// document, as `google.discoverAPI` does, makes the calls that come as JSON on stdin, and prints what the caller sees.
// Apart from the tests, since the client loads its transport by a dynamic import, which Jest cannot run.
import { text } from 'node:stream/consumers';
import { Discovery, GoogleAuth } from 'googleapis-common';

const [root, key] = process.argv.slice(2);
const make = await new Discovery({}).discoverAPI(`${root}/$discovery/rest?version=v1alpha1`);
const { comments } = make({}, { _options: {}, GoogleAuth });

const seen = [];
for (const { method, ...params } of JSON.parse(await text(process.stdin))) {
  try {
    const { status, data } = await comments[method]({ key, ...params });
    seen.push({ status, data });
  } catch (error) {
    seen.push({ status: error.status, message: error.message });
  }
}
process.stdout.write(JSON.stringify(seen));
