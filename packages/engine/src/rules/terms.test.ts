import { checkAsked } from '../testing/asked.js';

const body = 'The levy should pass this year.';

test(
  'an author who has not accepted the terms is held; one who was not asked is not',
  checkAsked('terms', [
    [{ body, acceptedTerms: false }, 'review'],
    [{ body, acceptedTerms: true }, 'approve'],
    [{ body }, 'approve'],
  ]),
);
