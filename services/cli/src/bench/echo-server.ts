import type { AddressInfo } from 'node:net';
import express from 'express';

/** The baseline of durable intake: Express reads JSON and sends it back. Its port goes to the parent. */
const app = express();
app.use(express.json());
app.post('/', (req, res) => void res.json(req.body));
const server = app.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on('disconnect', () => process.exit());
