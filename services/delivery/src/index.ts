export { type DeliveryConfig, loadDeliveryConfig } from './config.js';
export { createDelivery, type DeliveryOverrides } from './create-delivery.js';
