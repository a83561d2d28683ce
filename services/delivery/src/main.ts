import { runUntilSignal } from '@moderato/http';
import { loadDeliveryConfig } from './config.js';
import { createDelivery } from './create-delivery.js';

await runUntilSignal(process, () => createDelivery(loadDeliveryConfig(process.env)));
