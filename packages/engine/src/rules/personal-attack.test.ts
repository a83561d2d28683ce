import { checkRows } from '../testing/check-rows.js';

test(
  'attacks on another commenter are rejected, or held where the words are weaker',
  checkRows([
    [
      'You are a pathetic moron and everyone here despises you, but the levy is too high.',
      'reject',
      'personal-attack',
      'commenter',
    ],
    ['you idiot, the vote was last week', 'reject', 'personal-attack', 'commenter'],
    ["You're an imbecile.", 'reject', 'personal-attack', 'commenter'],
    ['youre a complete clown', 'reject', 'personal-attack', 'commenter'],
    ['Only a moron like you would read the budget backwards.', 'reject', 'personal-attack', 'commenter'],
    ['Your tiny brain cannot follow a budget.', 'reject', 'personal-attack', 'commenter'],
    ['@Keala is an idiot', 'reject', 'personal-attack', 'commenter'],
    ['Keala is a jerk and a weasel.', 'reject', 'personal-attack', 'commenter'],
    ['What an idiot you are.', 'reject', 'personal-attack', 'commenter'],
    ['You people are imbeciles', 'reject', 'personal-attack', 'commenter'],
    ['You sound like a total nitwit.', 'reject', 'personal-attack', 'commenter'],
    ['Read the article, dimwit.', 'reject', 'personal-attack', 'commenter'],
    ['You are one of those cretins who never read.', 'reject', 'personal-attack', 'commenter'],
    ['You are a liar, a coward and a piece of garbage.', 'reject', 'personal-attack', 'commenter'],
    ['You "idiot"', 'reject', 'personal-attack', 'commenter'],
    ['"You are a moron"', 'reject', 'personal-attack', 'commenter'],
    ["I'd call you an idiot, but I am polite.", 'reject', 'personal-attack', 'commenter'],
    ['Are you an idiot or do you just write like one?', 'reject', 'personal-attack', 'commenter'],
    ['Shut the hell up about parking', 'reject', 'personal-attack', 'commenter'],
    ['Hey moron, the meeting is on Monday.', 'reject', 'personal-attack', 'commenter'],
    ['You have the IQ of a potato.', 'reject', 'personal-attack', 'commenter'],
    ['You people make me sick.', 'review', 'personal-attack', 'commenter'],
    ['Shut up.', 'review', 'personal-attack', 'commenter'],
    ["Don't be an idiot about the harbor.", 'review', 'personal-attack', 'commenter'],
    ['You are a liar.', 'review', 'personal-attack', 'commenter'],
    ['Keala says you are a moron.', 'review', 'personal-attack', 'commenter'],
    ['You are so ignorant about water rights.', 'review', 'personal-attack', 'commenter'],
  ]),
);

test(
  'attacks on the author count as such, on people in the story for a review at most',
  checkRows([
    ['The author is an idiot.', 'reject', 'personal-attack', 'author'],
    ['Whoever wrote this column is a moron', 'reject', 'personal-attack', 'author'],
    ['The writer of this piece is a pathetic fool.', 'reject', 'personal-attack', 'author'],
    ['The reporter is a hack.', 'review', 'personal-attack', 'author'],
    ['This so-called journalist should resign.', 'review', 'personal-attack', 'author'],
    ['Quellen is a moron', 'review', 'personal-attack', 'storyPerson'],
    ['That idiot Brandt lost the port', 'review', 'personal-attack', 'storyPerson'],
  ]),
);

test(
  'disguised words are read, and marked as they were written',
  checkRows([
    ['You are an i d i o t', 'reject', 'personal-attack'],
    ['You are an i.d.i.o.t', 'reject', 'personal-attack'],
    ['Y0u are an 1d10t', 'reject', 'personal-attack'],
    ['уоu аrе аn іdіоt', 'reject', 'personal-attack'],
    ['you are an idiooooot', 'reject', 'personal-attack'],
    ['you are an id**t', 'reject', 'personal-attack'],
    ['you are an id\u200biot', 'reject', 'personal-attack'],
    ['you are an &#105;diot', 'reject', 'personal-attack'],
    ['you are an <i>id</i>iot', 'reject', 'personal-attack'],
    ['𝐲𝐨𝐮 𝐚𝐫𝐞 𝐚𝐧 𝐢𝐝𝐢𝐨𝐭', 'reject', 'personal-attack'],
  ]),
);

test(
  'criticism of ideas, acts and institutions is free, however harsh',
  checkRows([
    [
      "This treaty is a disgrace. The senator's vote was cowardly, the policy is stupid and the paper's argument is nonsense.",
      'approve',
    ],
    ['That law is idiotic.', 'approve'],
    ['This policy is stupid and the levy is moronic.', 'approve'],
    ['Your argument is moronic.', 'approve'],
    ['You are making a stupid argument.', 'approve'],
    ["You're right, this is idiotic.", 'approve'],
    ['You know that law is stupid.', 'approve'],
    ['The council has failed us and should resign.', 'approve'],
    ['What a pathetic excuse for a transit plan.', 'approve'],
    ['The comments you made are stupid.', 'approve'],
    ['I despise everything this administration stands for.', 'approve'],
    ['You are wrong, Keala, and here is why.', 'approve'],
    ['The rats in the park are a problem.', 'approve'],
    ['Muslims and Jews worship on the same street here.', 'approve'],
    ['My gay neighbors run the best bakery in town.', 'approve'],
    ['Quellen is wrong about the port and her record is poor.', 'approve'],
  ]),
);

test(
  'insults that are denied, reported, quoted or meant for oneself are nobody’s attack',
  checkRows([
    ['You are no idiot, Keala.', 'approve'],
    ['You are not a fool.', 'approve'],
    ["You aren't stupid, just misinformed.", 'approve'],
    ['He is not a liar.', 'approve'],
    ['Calling people "morons" is wrong.', 'approve'],
    ['Calling people morons is wrong.', 'approve'],
    ['He called me an idiot and nobody minded.', 'approve'],
    ['She wrote “you are a pathetic moron”, which is shameful.', 'approve'],
    ['> you are a moron\nThat is no way to talk.', 'approve'],
    ["''you idiot'' is not an argument", 'approve'],
    ['I am such an idiot, I forgot the date.', 'approve'],
    ['We are fools to trust the forecast.', 'approve'],
    ['He told me to shut up.', 'approve'],
    ['They should shut up and listen to the engineers.', 'approve'],
  ]),
);

test(
  'words inside other words and sayings are innocent',
  checkRows([
    ['Dick Cheney spoke in Scunthorpe.', 'approve'],
    ['The specialist in the cockpit studied the assassin in class.', 'approve'],
    ['The idiot light on my dash came on.', 'approve'],
    ['Dick, you are wrong about this.', 'approve'],
    ['Sen. Dick Durbin voted no.', 'approve'],
    ['The brakes retard the wheel.', 'approve'],
    ["Don't feed the trolls.", 'approve'],
    ['My son was the class clown.', 'approve'],
    ['The kids took the trash out.', 'approve'],
    ['It is a rat race out there.', 'approve'],
    ['They drive a Nissan in Essex and Sussex.', 'approve'],
    ['Take the tool box from the shed.', 'approve'],
    ['I feel sick and need sick leave.', 'approve'],
    ['There is a chink in the armor of the plan.', 'approve'],
    ['The Dutch built dykes.', 'approve'],
  ]),
);
