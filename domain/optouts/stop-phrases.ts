/**
 * How people ask for messages to end, as data over `plainWords`: what is said, and the patterns that say it. Gaps are counted in words and
 * bounded, so no text is slow. English first, with the commonest of Spanish and French; what is missed here is missed, since a
 * person sees only what is flagged.
 */

/** What is to end. */
const TOLD =
  '(?:text|texts|texting|texted|messaged|contacted|called|emailed|bothered|spammed|reminding|remind|reminded|disturbing|disturb|stalking|phoning|message|messages|messaging|sms|send|sending|sendin|contact|calls?|calling|spam|spamming|bother|bothering|bug|bugging|harass|harassing|harassment|annoy|annoying|pester|pestering|blasting|blasts?|notify|notifying|notifications?|alerts?|reminders?|updates?|promos?|promotions?|promotional|ads?|advertising|advertisements?|offers?|marketing|soliciting|solicitations?|solicit|communications?|communicating|emails?|emailing|writing|reaching out|hitting me up|hit me up|pinging|blowing up|hounding|subscription|crap|shit|junk|bs|nonsense|stuff|coupons?|deals|newsletters?|bombarding|flooding|program|chat|thread|conversation)'
const US =
  '(?:me|us|my|this|these|those|that|your|the|all|any|anything|it|everything|here|her|him|them|more|such|so many|with)'
const gap = (words: number) => `(?: (?!(?:and|then|but|if|when|before|until|by|at|in)(?= ))[^ .]+){0,${words}}`
/** The same, said of things alone: with verbs that mean much else. */
const THINGS =
  '(?:texts?|messages?|sms|notifications?|alerts?|reminders?|updates?|promos?|promotions?|ads?|offers?|marketing|subscription|texting|messaging|spam|coupons?|newsletters?)'
/** Nothing, or words that only make it polite, urgent or rude: a clause of these and STOP is STOP. */
const AROUND =
  '(?:please|stop|quit|now|thanks|thank|thx|ty|you|ok|okay|all|it|this|that|these|immediately|asap|seriously|already|just|hi|hello|hey|sir|maam|no|nope|yes|me|i|im|we|can|could|would|will|want|wanna|need|needs|to|said|told|asked|ask|asking|say|saying|have|has|had|got|must|should|again|once|and|for|good|ever|forever|right|away|at|messages?|texts?|ffs|dude|bro|man|guys|people|lady|god|omg|lol|really|hello|first|last|time|times|twice|the|word|reply|replying|replied|is|be|make|them|how|do|many|wtf|damn|dammit|fucking|fuck|freaking|hell|goddamn|with|pretty|i+m|beg|begging|done|request|like|d|ll|ve|let|lets|send|sent|sending|typed|text|texted|texting|today|effective|hereby|demand)'

export type Phrase = { reason: string; patterns: readonly RegExp[] }

const ask = (...sources: string[]) => sources.map((source) => new RegExp(`(?:^|(?<= ))${source}(?= |$)`))

export const STOP_PHRASES: readonly Phrase[] = [
  {
    reason: 'Asks for the messages to end',
    patterns: ask(
      `(?:stop|quit|halt|discontinue|refrain from|enough with|enough of)${gap(4)} ${TOLD}`,
      `(?:end|terminate|cancel|disable|deactivate|turn off|turning off|shut off|kill|suspend|mute|done with|finished with|rid of)${gap(3)} ${THINGS}`,
      '(?:cease|ceasing|desist)',
      'done with (?:this|these|you|your)',
      `(?:no|not|zero|any|without)(?: any)? (?:further|additional|future|another|single|one more)(?: [^ .]+)? (?:${THINGS}|contact|communications?|outreach)`,
      '(?:lay off|ease off|knock off|leave off|cool it|let it go|drop it)(?= |$)',
      `(?:enough|constant|endless|nonstop|daily|excessive|annoying|irritating|intrusive|unwelcome|bothersome)${gap(3)} ${THINGS}`,
      `${THINGS}${gap(5)} (?:annoying|irritating|unwelcome|not wanted|intrusive|excessive|must (?:stop|end)|(?:has|have|needs?) to (?:stop|end)|stop now)`,
      `(?:turn|turning|shut|switch)(?: all)? (?:this|these|them|texts?|messages?|notifications?|alerts?|reminders?)(?: [^ .]+)? off`,
      '(?:stop|quit) (?:getting|receive)(?! (?:charged|billed|paid))(?: [^ .]+)?',
      `no more (?:of )?(?:${US} )?(?:[^ .]+ )?${TOLD}`,
      `(?<=^|\\. )(?:${AROUND} ){0,4}no more(?: ${AROUND}){0,3}(?= \\.|$)`,
      '(?:cease and desist|knock it off|cut it out|give it a rest|enough already|enough is enough|shut up)',
      'no (?:texts?|texting|messages?|messaging|sms|contact|solicit\\w*|spam)(?: please| thanks| thank you| to this number)?(?= \\.|$)',
      '(?<=^|\\. )(?:thats )?enough(?: please)?(?= \\.|$)',
    ),
  },
  {
    reason: 'Says STOP, with other words around it',
    patterns: ask(
      `(?<=^|\\. )(?:${AROUND} ){0,8}(?:stop|quit|halt|unsubscribe|discontinue|revoke|alto|basta|pare|parar|detente)(?: ${AROUND}){0,8}(?= \\.|$)`,
      '(?<=^|\\. )(?:please )?(?:cancel|end)(?: (?:please|now|thanks|it|this|these|all|immediately))+(?= \\.|$)',
      '(?<=^|\\. )please (?:cancel|end)(?= \\.|$)',
      '(?:make|get|want|need|like) (?:it|this|these|them|that)(?: [^ .]+){0,2}(?: to)? (?:stop|end|quit)',
      // At the end of a sentence, and at its beginning, where nothing says that it is another kind of stop.
      '(?<!\\b(?:to|the|a|bus|wont|dont|cant|doesnt|didnt|next|last|first|my|your|i|we|it|they|will|can|must|would|should|when|where|not|never|at|until|and|pain|rest|full|one|non) )stop(?= \\.|$)',
      '(?<=^|\\. )(?:(?:please|just|hey|hi|ok|no|nah|and|so|then|now) ){0,2}stop (?!(?:it|that|the|my|playing|lying|being|by|in|at|here|there|on|near|sign|light|payment|watch|over|off|for|and|or|if|when|worrying|the (?:car|bus|bleeding|water|order|recurring|machine|leak|noise))(?= |$))[^ .]+',
      '(?<=^|\\. )(?:please )?off(?: please| now)?(?= \\.|$)',
      'stop (?:bugging|doing this|already|immediately|asap|all (?:of )?(?:this|these|texts|messages))',
    ),
  },
  {
    reason: 'Does not want to be sent to',
    patterns: ask(
      `(?:dont|never|nolonger|not|wont|shouldnt|didnt)${gap(2)} (?:want|wants|wanting|wish|wishing|care|need|like|interested|consent|agree|authorize|accept|looking|permission|okay|ok|trying)${gap(5)} (?:${TOLD}|hear|hearing|receive|on this|on your|part of)`,
      `(?:dont|never|nolonger)(?: (?:ever|you|please|you ever|dare|even))?(?: (?:text|message|contact|call|sms|bother|email|write|notify|ping|bug|spam|solicit|harass))(?: ${US}(?! (?:after|before|at|until|till|while|during|on|when|if|yet|unless|between)))`,
      `(?:dont|never|nolonger)${gap(2)} (?:text|message|contact|call|bother|send|write|bug|use)${gap(5)} (?:again|anymore|ever|this number|my number|my phone|messages|texts|anything|this stuff|this crap|these)`,
      `(?:dont|never|nolonger)(?: [^ .]+)? send (?:me|us|anything|any|these|this number|messages|texts|more)`,
      '(?:do not|dont|no) (?:call|text|contact|message)(?: (?:or|and) (?:call|text|contact|message))*(?: list| registry)?(?= \\.|$)',
      '(?:dont|no longer|nolonger|didnt|never) (?:want|need|wanted)(?: [^ .]+){0,2} (?:this|these|it|them|any|anymore|part|anything)',
      '(?:not|nolonger|aint|isnt|never|im not|un)(?: [^ .]+){0,2} interested(?! in (?:the|that|a|an|this) )',
      'uninterested',
      '(?:want|wants|like|need|wish|how|way|let|get|going)(?: [^ .]+){0,3} (?:out|off) (?:of )?(?:this|these|your|the) (?:list|texts?|messages?|chain|group|thing|program|blasts?|messaging)',
      '(?:count me out|i want out|im out|let me out|want to be left alone|leave (?:me|us|my phone|this number|him|her)(?: [^ .]+){0,3} alone|leave me be)',
      'please (?:respect|honor) my',
      `(?:dont|never|shouldnt|mustnt|must not|not to|no need to|no reason to|trying to not)${gap(3)} (?:text|texting|message|messaging|contact|hear from|reach out|reach me)(?! (?:after|before|at|until|till|while|during|on|when|if|yet|unless|between|and|much|well|back))`,
      '(?:rather|wish|prefer|appreciate|grateful|thankful|like)(?: [^ .]+){0,4} (?:dont|didnt|not|stop|stopped|quit)(?: [^ .]+)? (?:text|texted|texting|message|messaging|contact|send|sending|get|receive|it|this)',
      '(?:no|zero|not any|any) interest(?= |$)',
      '(?:unsolicited|unwanted|nuisance|spammers?|spamming|harass(?:ing|ment|ed)?)',
      'why (?:are|do|did|would) you(?: [^ .]+)? (?:text|texting|message|messaging|contact|send|sending|spamming)(?! the| my order)',
      '(?:you|your number|this number|number)(?: [^ .]+){0,2} (?:blocked|being blocked)',
      '(?:number|phone|line|cell) is (?:for|only)(?: [^ .]+){0,3} (?:emergenc\\w*|work|business|family|only)',
      '(?:could|can|would|will) (?:you )?(?:please )?(?:not|stop|quit)(?= \\.|$)',
      'never again',
      '(?:want|need) nothing (?:from|to do)',
      '(?:dont|never) (?:bother|waste)(?: [^ .]+){0,2} (?:texting|messaging|sending|writing|me|us|your time)',
      '(?:dont|never|stop) (?:use|using|write|writing)(?: to)? (?:my|this|me|us)(?: number| phone)?(?= \\.|$| again| anymore| for)',
      '(?:last|final) (?:text|message|warning|time)(?: [^ .]+){0,6} (?:want|stop|block|report|lawyer|ask|asking|telling|tell)',
      '(?:not|stop|quit|avoid) (?:to )?(?:text|texting|message|messaging|contact|call|calling|bother|bothering|email|emailing) (?:me|us|this|here|my)',
      '(?:rather|prefer|asked|opt|opting|choose|decided|to|please)(?: [^ .]+)? not (?:to )?(?:get|receive|be texted|be contacted|be messaged|hear|have these)',
      '(?:bothering|annoying|harassing|spamming|bugging|disturbing|pestering|stalking) (?:me|us|my)',
      '(?:bother|text|annoy|spam|harass|bug) (?:someone|somebody|anybody|anyone) else',
      'dont (?:disturb|(?:do|accept|read|answer|use|like) (?:texts|texting))',
      '(?:not|un|never) ?welcome',
      '(?<=^|\\. )(?:i |we |please )?(?:dont|nolonger|not) want(?: any| it| this| these| them)?(?= \\.|$)',
      'nolonger(?: [^ .]+){0,3} (?:want|(?:need|require|using)(?: your| the| this| these)? services?|customers?|clients?|patients?|members?)',
    ),
  },
  {
    reason: 'Asks to be taken off the list',
    patterns: ask(
      `(?:remove|removing|removed|take|taking|taken|get|drop|delete|pull|cut|scratch|strike|erase|purge|clear|wipe|exclude|scrub|leave|kick|unlist|forget|lose|discard|disregard|cross)${gap(1)} (?:me|us|my|this|our|his|her|the|him|them|it|mine)(?: (?:name|number|phone|cell|contact|info|information|details|data|phone number|cell number|mobile|mobile number|line|from|off|out|of your|of the|of this|#))+(?! (?:of )?(?:hold|bed|work|airport|school|(?:the|my|our) (?!lists?|texts?|group|chain|thread|messages?|database|system|subscription|mailing|distribution|texting|messaging)))`,
      '(?:remove|rmv|rm|unlist|delete|drop|ditch|toss|trash|wipe|yank|exclude|unenroll|deregister|unregister|disenroll|forget) (?:about )?(?:me|us|him|her|this number|my number|mine)(?! (?:from|in|to|on) (?:the|my|our) )',
      '(?:loose|lost|toss|trash|ditch|wipe|burn|shred) (?:my|this|our) (?:number|phone number|contact|info|digits)',
      '(?:my|our|this|her|his|the) (?:name|number|phone|cell|info|information|contact|details|data)(?: [^ .]+){0,4} (?:removed|deleted|taken off|off your|off the|off this|out of your|erased|cleared)',
      '(?:im|me|us|we|she|he|is|was|am|being)(?: [^ .]+){0,2} (?:removed|taken off|deleted)(?: from| off|(?= \\.|$))',
      '(?:keep|leave|get|take|drop|pull) (?:me|us|my number|this number|my phone|him|her)(?: [^ .]+){0,2} (?:out of|off|from|outta)(?: [^ .]+){0,3} (?:texts?|texting|messages?|messaging|alerts?|lists?|notifications?|reminders?|chain|thread|group|system|database|records|blasts?)',
      '(?<=^|\\. )(?:please )?(?:remove|delete|take off|removal)(?: (?:please|immediately|now|this|asap|thanks|thank you))*(?= \\.|$)',
      '(?:remove|removed|delete|deleted|take|taken|drop|dropped) (?:off|from)(?: (?:your|the|this|all|any|my))?(?: [^ .]+)? (?:list|lists|texts?|messages?|system|database|contacts)',
      '(?:be|been|get|getting) (?:removed|taken off|deleted|dropped|unsubscribed|off(?= \\.|$| this| these| your| the list))',
      'want off',
      '(?:unenroll|deregister|unregister|disenroll|unlist)',
      'rid of (?:me|my|this)',
      '(?:off|from|out of) (?:of )?(?:your|this|the|that|ur|all|any) ?(?:[^ .]+ )?(?:list|lists|database|system|distribution|mailing|subscription|texts|messages|records|contacts)',
      '(?:block|blacklist|blocklist) (?:me|my number|this number)',
      '(?:do not|dont|no) (?:call|text|contact) list',
      'lose (?:this|my) number',
    ),
  },
  {
    reason: 'Asks to opt out or unsubscribe, or takes consent back',
    patterns: ask(
      '(?<!if i )unsubscribe(?! (?:button|link|page|option|from (?:the|your) (?:emails?|newsletters?)))',
      'opt (?:me|us|my number|this number)(?: [^ .]+)? out',
      'optout(?! form| sheet)(?! of (?:the|my|our|that|a) (?!texts?|messages?|list|messaging|sms|program|alerts?|reminders?|updates?|marketing|promo))',
      '(?:revoke|revoking|withdraw|withdrawing|rescind|cancel|retract|dont|never|didnt|no)(?: [^ .]+){0,3} (?:consent|permission|authorization)',
      '(?:consent|permission)(?: [^ .]+)? (?:revoked|withdrawn|denied|rescinded)',
      '(?:cancel|end) (?:my|this|the|all) (?:subscriptions?|enrollment|sign ?up)',
      '(?:cancel|stop|end) (?:everything|all)(?= \\.|$)',
    ),
  },
  {
    reason: 'Did not ask for the messages, or threatens over them',
    patterns: ask(
      `(?:never|didnt|dont|not|havent)(?: [^ .]+){0,2} (?:signed?|sign|subscribed?|opted|opt|asked|ask|requested?|agreed?|enrolled|gave|give|consented|authorized?|registered?)(?: [^ .]+){0,4} (?:up|for|to|this|these|in|number|permission)${gap(2)}`,
      `(?:why|how|who)${gap(4)} (?:keep|keeps|still|continue|even) (?:getting|receive|${TOLD})`,
      `(?:still|keep|kept) (?:getting|receive|sending|texting|messaging|contact)${gap(3)} (?:text|texts|messages|me|these|this|spam)`,
      `how (?:do|can|to|would|could|does|might)${gap(2)} (?:stop|end|cancel|turn off|quit|block|disable|shut off)${gap(2)} (?:${THINGS}|this|these|them|it|you|your|getting|receive)`,
      `how (?:do|can|to|would|could|does|might)${gap(2)} (?:get|be|opt|leave)(?: taken| removed| off| out| from)*(?: of)? (?:your|this|these|the (?:list|texts?|messages?))`,
      `(?:sick|tired|fed up|over|annoyed|had enough|hate|hates|enough)${gap(3)} (?:text|texts|texting|messages|messaging|spam|calls|notifications|alerts|reminders|promos|ads|getting|this crap)`,
      '(?:these|your|this|the|so|too many|constant)(?: [^ .]+)? (?:text|texts|messages|texting|spam)(?: [^ .]+){0,3} (?:annoying|unwanted|unsolicited|harass\\w*|spam|out of hand|ridiculous|too much|bothering|illegal|driving me)',
      '(?:unwanted|unsolicited)(?: [^ .]+)? (?:text|texts|messages?|spam|contact|solicitation)',
      '(?:too many|so many) (?:texts|messages|notifications|alerts|promos|ads)',
      '(?:report|reporting|reported|file|filing|contact|call|calling|complain|complaining)(?: [^ .]+){0,6} (?:spam|fcc|ftc|police|carrier|attorney|lawyer|harassment|bbb|junk|complaint|do not call|dnc|authorities)',
      '(?:this|it|is|total|just|pure|more) (?:is )?(?:spam|harassment|harassing|junk|a scam)(?= \\.|$)',
      '(?<=^|\\. )(?:spam|scam)(?:mers?|mer)?(?= \\.|$)',
      '(?:block|blocking|blocked|ill block|going to block)(?: [^ .]+){0,2} (?:you|this number|your number|your texts)',
      '(?:tcpa|(?:will|going to|gonna|ill|to) sue|my lawyer|my attorney|legal action|small claims)',
      '(?:who|how)(?: [^ .]+){0,3} (?:gave|give|got|get|have|had|getting)(?: [^ .]+)? (?:my|this) number',
    ),
  },
  {
    reason: 'Sends the sender away',
    patterns: ask(
      '(?:go away(?= \\.|$| please| now| and| you)|get off my (?:phone|line)|go f\\S* yourself|kiss my|f you|fu|get lost|buzz off|back off|bug off|bugger off|fuck off|f off|eff off|piss off|screw off|sod off|fuck you|fck off|f\\*+ off|go to hell|stay away|scram|beat it|get out of my (?:phone|inbox|texts)|get a life|take a hike|hit the road)',
    ),
  },
  {
    reason: 'Asks for the messages to end, in another language',
    patterns: ask(
      '(?:dej[ae]n?me|no (?:me|nos) (?:envi\\w*|mand\\w*|escrib\\w*|contact\\w*|llam\\w*|text\\w*|moleste\\w*)|dej(?:a|e|en|ar) de (?:envi\\w*|mand\\w*|escrib\\w*|molest\\w*|text\\w*|llamar\\w*|mensaj\\w*)|no mas(?: (?:mensajes?|textos?))?|ya no|no (?:gracias|vuelv\\w*|escrib\\w*|estoy interesad\\w*|me interesa)|(?:deje|deja|dejen|paren|pare|basta|cancel(?:en|e|a)|suficiente) (?:de|ya|los|las|mis|con)|saquenme|eliminen|borren\\w*|quiten\\w*|saqu\\w* de|no (?:quiero|deseo) (?:recibir|mas|sus|estos|que)|(?:dar|dame|deme|denme|darme) de baja|(?:quit|borr|elimin|sac)(?:en|e|a|ar|ame|eme|enme|arme)?(?:me)? (?:de|mi|este)|cancelar (?:mensajes|suscripcion|la)|numero equivocado|parar? (?:los|de|ya|por)|para ya|detenga\\w*|basta)',
      '(?:textos|pas interess\\w*|laissez (?:moi|nous)|foutez|(?:veux|voulons|souhaite) (?:plus|pas)|plus (?:recevoir|jamais)|supprimez|effacez|arret(?:ez|er|e|ons)|cessez|desabonn\\w*|desinscri\\w*|ne (?:plus|me)(?: [^ .]+){0,2} (?:recevoir|envoy\\w*|ecri\\w*|contact\\w*|text\\w*)|plus de messages?|retirez moi|enlevez moi|mauvais numero)',
    ),
  },
]

/** Said of the same words, it means the contrary, or something else. */
export const NOT_MEANT: readonly RegExp[] = ask(
  'dont (?:call|text|email|message)(?: me)?(?: please)?(?: \\.)? (?:please |just |but )*(?:call|text|email|message)(?:ing)?(?! (?:me|us) (?:again|anymore|ever))',
  '(?<!you |they |it |still |just |and |why )(?:dont|never|no need to)(?: (?:ever|you|want you to|want to|want it to|want them to|think you should|let them|have to))? (?:stop|quit|cancel|end|unsubscribe|optout|remove|take|delete|block|lose|disable|turn off|discontinue)',
  '(?:(?<!you |they |to |still |why )keep (?:them|it|texting|sending|messaging|the|these|those|me)|add me (?:back|again|to(?! (?:your|the|a) (?:do not|dont|dnc|block|no|stop|opt)))|(?:didnt|not|never) (?:mean|want|intend|meant)(?: for you| you)? to (?:stop|unsubscribe|optout|cancel)|sign me (?:back )?up|resubscribe|subscribe again|opt(?:ing)? (?:me )?back in|by (?:mistake|accident)|accidentally|accidental)',
  '(?:did|have|why did|when did|has|how come) (?:you|they|the [^ .]+|it)(?: [^ .]+){0,2} (?:stop|quit|end|cancel|stopped)',
)

/** Of these the words may be taken out before looking: they only sound like it. */
export const ONLY_SOUNDS: readonly RegExp[] = [
  /\bstop(?:ping|ped)? (?:by|in|at|over|off|for|sign|light|watch|lights|signs|the (?:car|bus|train|bleeding|pain|work|treatment|medication|leak|water))\b/g,
  /\b(?:bus|non|train|next|last|first|truck|rest|pit|full|one|door|final|subway) stops?\b/g,
  /\b(?:front|week|month|year|rear|dead|high|low|book|back|deep|the|by|at|near|until|other|east|west|north|south) end\b(?! (?:this|these|texts|messages))/g,
  /\b(?:quit|quitting|stop|stopped|stopping) (?:my job|work|working|smoking|drinking|vaping|school|eating|taking|using|wearing|laughing|crying|thinking|worrying|raining|snowing|bleeding|hurting|hurts|believing)\b/g,
  /\bcancel (?:my|the|our|his|her|this|that|an|a|today|tomorrow)(?: (?!texts?|messages?|alerts?|subscription|reminders?|notifications?|updates?|promo)[^ .]+){0,3} (?:appointment|appt|appts|appointments|order|reservation|booking|visit|cleaning|session|class|delivery|meeting|payment|membership|table|request|lesson|trip|flight|room|card|check|service|plan|policy|insurance|account|consult\w*|treatment|exam|procedure|repair|pickup|autopay)\b/g,
]
