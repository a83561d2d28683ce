import { startSharedServices } from '@moderato/testkit';

export default async function start() {
  globalThis.stopSharedServices = await startSharedServices();
}
