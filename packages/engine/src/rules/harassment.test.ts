import { checkAsked } from '../testing/asked.js';

test(
  'hounding somebody is harassment; knowing, following and leaving are not',
  checkAsked('harassment', [
    ['I know where you live, pal.', 'reject'],
    ["We will find out who you are and I'll call your boss.", 'reject'],
    ['I will make your life hell if you write that again.', 'reject'],
    ["Let's find out where she lives.", 'review'],
    ['Everybody report him until he is gone. Someone post his address.', 'review'],
    ['You moron, you pathetic clown, you are an idiot and a liar, you imbecile.', 'reject'],
    ['You are a moron, he is a clown, and they are liars and idiots.', 'approve'],
    ['I know where you can park for free.', 'approve'],
    ['We will find out in November.', 'approve'],
    ['She said "I know where you live" and he called the police.', 'approve'],
    ['You should tell your boss that you need the day off.', 'approve'],
    ['You are an idiot.', 'approve'],
  ]),
);
