/** The newest change of this document, for clients that compare. */
const revision = '20261124';

const string = { type: 'string' };
const boolean = { type: 'boolean' };
const number = { type: 'number', format: 'double' };
const integer = { type: 'integer', format: 'int32' };
const ref = (name: string) => ({ $ref: name });
const list = (items: object) => ({ type: 'array', items });
const map = (additionalProperties: object) => ({ type: 'object', additionalProperties });

/** What an object of each kind holds. Google's clients read of it which methods take a body, and which fields. */
const schemas: Record<string, Record<string, object>> = {
  AnalyzeCommentRequest: {
    comment: ref('TextEntry'),
    context: ref('Context'),
    requestedAttributes: map(ref('AttributeParameters')),
    languages: list(string),
    spanAnnotations: boolean,
    doNotStore: boolean,
    dropUnsupportedAttributes: boolean,
    clientToken: string,
    sessionId: string,
    communityId: string,
  },
  AnalyzeCommentResponse: {
    attributeScores: map(ref('AttributeScores')),
    languages: list(string),
    detectedLanguages: list(string),
    clientToken: string,
  },
  SuggestCommentScoreRequest: {
    comment: ref('TextEntry'),
    context: ref('Context'),
    attributeScores: map(ref('AttributeScores')),
    languages: list(string),
    communityId: string,
    clientToken: string,
    sessionId: string,
  },
  SuggestCommentScoreResponse: {
    clientToken: string,
    requestedLanguages: list(string),
    detectedLanguages: list(string),
  },
  TextEntry: { text: string, type: { type: 'string', enum: ['COMMENT_TEXT_TYPE_UNSPECIFIED', 'PLAIN_TEXT', 'HTML'] } },
  Context: { entries: list(ref('TextEntry')), articleAndParentComment: ref('ArticleAndParentComment') },
  ArticleAndParentComment: { article: ref('TextEntry'), parentComment: ref('TextEntry') },
  AttributeParameters: { scoreType: string, scoreThreshold: number },
  AttributeScores: { summaryScore: ref('Score'), spanScores: list(ref('SpanScore')) },
  SpanScore: { begin: integer, end: integer, score: ref('Score') },
  Score: { value: number, type: { type: 'string', enum: ['SCORE_TYPE_UNSPECIFIED', 'PROBABILITY'] } },
};

const method = (name: 'analyze' | 'suggestscore', subject: string) => ({
  id: `commentanalyzer.comments.${name}`,
  path: `v1alpha1/comments:${name}`,
  flatPath: `v1alpha1/comments:${name}`,
  httpMethod: 'POST',
  parameterOrder: [],
  parameters: {},
  request: { $ref: `${subject}Request` },
  response: { $ref: `${subject}Response` },
});

/**
 * Google's description of the API, from which its clients build their calls. `rootUrl` ends in a slash. No `auth`:
 * so no client looks for Google credentials.
 */
export const discoveryDocument = (rootUrl: string) => ({
  kind: 'discovery#restDescription',
  discoveryVersion: 'v1',
  id: 'commentanalyzer:v1alpha1',
  name: 'commentanalyzer',
  canonicalName: 'Comment Analyzer',
  title: 'Perspective Comment Analyzer API, by Moderato',
  version: 'v1alpha1',
  revision,
  protocol: 'rest',
  rootUrl,
  servicePath: '',
  baseUrl: rootUrl,
  batchPath: 'batch',
  parameters: { key: { type: 'string', location: 'query' }, prettyPrint: { type: 'boolean', location: 'query' } },
  schemas: Object.fromEntries(
    Object.entries(schemas).map(([id, properties]) => [id, { id, type: 'object', properties }]),
  ),
  resources: {
    comments: {
      methods: {
        analyze: method('analyze', 'AnalyzeComment'),
        suggestscore: method('suggestscore', 'SuggestCommentScore'),
      },
    },
  },
});
