/** What a page says of itself and its paper, not of comments: navigation, cookies, sign-ups, footers. */
const boilerplate = [
  /\bcookies?\b.{0,80}\b(?:experience|accept|consent|use|policy|settings)\b|\b(?:we|this site|our site)\s+uses?\s+cookies\b/iu,
  /\b(?:sign|signing)\s+up\s+(?:for|to)\s+(?:our|the|a|get|receive)\b.{0,60}\b(?:newsletters?|updates?|e-?mails?|inbox|alerts?|best)\b/iu,
  /\b(?:get|receive)\b.{0,60}\b(?:newsletters?|headlines|in(?:to)?\s+your\s+inbox|delivered)\b/iu,
  /^(?:subscribe|subscribe\s+(?:now|today|here)|sign\s+(?:in|up)|log\s+(?:in|out)|register|donate|support\s+us|search|menu|home|close|share|print|save|next|previous|advertisement|back\s+to\s+top|read\s+more|load\s+more|view\s+(?:all\s+)?comments|post\s+comment|submit|cancel\s+reply|reply)\W*$/iu,
  /\b(?:subscribe|subscription)\b.{0,60}\b(?:today|now|offers?|off|per\s+(?:week|month)|unlimited|digital|cents|free\s+trial)\b/iu,
  /^(?:©|\(c\)|copyright\s+(?:©|\(c\)|\d{4}))|\ball\s+rights\s+reserved\b/iu,
  /^(?:skip\s+to|jump\s+to|share\s+(?:this|on)|follow\s+us|like\s+us|last\s+(?:updated|modified|reviewed)|updated(?:\s+on)?:?|published(?:\s+on)?:?|posted\s+(?:on|by|in)|by\s+[A-Z]\w+\s+[A-Z]\w+$|filed\s+under|tags?:|related(?:\s+\w+)?:?$|most\s+(?:read|popular)|trending|you\s+may\s+also\s+like|powered\s+by)\b/iu,
  /^(?:leave\s+a\s+(?:reply|comment)|\d+\s+comments?|comments?\s*\(\d+\)|(?:comment|name|e-?mail|website)\s*\*?)$/iu,
  /^save\s+my\s+name\b|\bthis\s+site\s+is\s+protected\s+by\s+recaptcha\b|\bthis\s+site\s+uses\s+akismet\b/iu,
  /^you\s+may\s+use\s+these\s+html\s+tags\b/iu,
];

/** Whether `words` describe the paper or its page rather than what it asks of comments. */
export const describesThePaper = (words: string): boolean =>
  words.length <= 400 && boilerplate.some((pattern) => pattern.test(words.trim()));
