import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { pageSecurityHeaders } from '@moderato/http';
import express, { Router } from 'express';

// Found rather than imported: importing the package runs the whole of its browser bundle.
const assets = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Moderato API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body>
<div id="swagger-ui"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`;
const start = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#swagger-ui', deepLinking: true });\n`;

/** /docs: Swagger UI from this server alone, without inline scripts or styles of ours. */
export function docsPage(): Router {
  const router = Router();
  // Swagger UI draws its icons as data: images and sizes parts by style attributes.
  router.use(
    '/docs',
    pageSecurityHeaders({ 'img-src': ["'self'", 'data:'], 'style-src': ["'self'", "'unsafe-inline'"] }),
  );
  router.get('/docs', (_req, res) => {
    res.type('html').send(page);
  });
  router.get('/docs/start.js', (_req, res) => {
    res.type('js').send(start);
  });
  router.use('/docs', express.static(assets, { index: false, maxAge: '1h' }));
  return router;
}
