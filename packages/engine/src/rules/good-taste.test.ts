import { checkRows } from '../testing/check-rows.js';

test(
  'bad taste by degree',
  checkRows([
    ['Damn, that was close.', 'approve'],
    ['What the hell happened to the budget?', 'approve'],
    ['wtf is this intersection', 'review', 'good-taste'],
    ['That report is bullshit.', 'review', 'good-taste'],
    ['This fucking road is still closed.', 'reject', 'good-taste'],
    ['This f**king road is still closed.', 'reject', 'good-taste'],
    ['The clinic offers tests for breast and penis cancer.', 'approve'],
    ['The cocker spaniel won the show.', 'approve'],
    ['He should rip their guts out.', 'review', 'good-taste'],
    ['The surgeon had guts.', 'approve'],
  ]),
);
