/** One list, however long. More of the same kind as `opt-out-phrases.ts`, written by families of grammar rather than by example: the weights are learned from these too. The last of those that do not ask are everyday texts, which labelled sets lack. */

function lines(text: string): string[] {
  return text.trim().split('\n')
}

export const MORE_ASKS = lines(`
I am done getting these, make them go away
no more of these please
that's enough texts for one lifetime
Enough with the reminders already
we have had enough of your campaign
please make it end, my phone buzzes all night
how do I get off this thing
how do i get out of this group text
How can I make these go away
what do I have to do to not get these anymore
what do i reply to make this end
is there a way to not receive these
whats it take to get you people to quit
tell me how to turn these texts off
not my account, please take my cell off
this phone belongs to someone else now, please update your list and don't text
This is not Robert's number, he gave you mine by mistake. Please delete it.
Robert no longer has this phone, remove it
you are texting the wrong person, please fix your list and quit
I've had this number for 3 years and I am not Linda. Take me off.
Wrong phone number please take out of your records
I think you have the wrong number, please don't text here again
my husband died last year please do not send him anything else
He passed away. Please remove his number
she doesn't live here anymore, please stop sending
I don't own that house, quit asking
the house is not for sale stop asking
not selling. dont ask again
not selling my home, lose my info
I already voted so you can leave me be
I already gave, please no further messages
not voting for him, don't contact me
I'm not a democrat take me off
please drop me from this campaign
don't bother me with this
do not bother me
please do not disturb this number again
don't need these
Don't need any more of your alerts thanks
I don't need to hear from you guys anymore
I don't care about your deals so stop
I could do without these texts
I would rather not get these
I'd prefer not to be contacted by text
I'd prefer you didn't text me
I would appreciate it if you stopped texting
I'd appreciate not getting any more of these
would be great if you didn't message me again
please do me a favor and forget this number
do me a favor and lose my contact
Kindly cease sending
Please cease texting this number
cease texting
desist from messaging me
please halt the messages
kill the alerts please
mute this
silence these alerts please
shut these off
switch off the notifications for my phone
please deactivate alerts for this number
disable texts to my phone pls
suspend all texts to this line
please terminate this subscription
end my enrollment in text messages
unenroll me from the text program
un-enroll this phone
deregister my number
take this number out of your database
pull me off whatever list this is
whatever list I'm on take me off it
get me off of here
get my number out of your system now
strike my name from your list
please scratch me off
cross me off your list
erase me from your contacts
wipe my number from your records
purge my information
Please exclude me from future mailings
leave me out of your texts
leave me off the next blast
don't include me in these
please do not include this number in your messages
keep me off your list
keep my number off your lists
never use this number again
don't use my number for this
stop using my number
you may not text me
you are not allowed to contact me
you do not have my permission
you don't have consent to message this phone
I never consented to being texted
I never asked for this garbage
nobody asked for these messages
no one here signed up for this
i didnt request these updates
I did not opt in
I didnt subscribe to anything
not subscribed, don't want to be
why am I getting this crap
why do I get texts from you
why are you people still messaging me
Why does this keep coming to my phone
who signed me up for this? undo it
where did you get this number, delete it
stop blowing up my phone
quit blowing up my phone with ads
you text too much, bye
way too many messages, I'm out
these are getting annoying, please end them
getting tired of these
sick and tired of you texting every day
this is too much, stop it already
so annoying. remove me
i am begging you to stop
I beg you stop with these
for the love of god leave me alone
jesus christ stop it
STOP!!! STOP!!!! STOP!!!!!
stop now or I call my lawyer
text me again and I sue
next message gets reported
I'm on the do not call registry
this number is on the national do not call list
I will file a complaint with the FCC
you're violating the TCPA
This is a violation, I'm reporting this number
I'm blocking this number now
blocked
Blocked and reported
i have blocked you twice already
spam. go away
stop scamming people
scammer leave me alone
you're a scam stop texting
bye, don't text
goodbye and don't come back
lose it
get lost creep
go bother somebody else
take a hike
go to hell and stop texting me
shove your texts
eff off
f u stop texting
stfu
please stahp
stahp texting me
pls stp txting
stop texing me
stopp textng me plz
plese stop sendng
quite texting me
quit txtn me
dnt msg me
don tt ext me
dont tex me agin
do no text me
remov me
rmv my number
take me of the list
tak me off list
unsubscibe me
unsbscribe
un subscribe
unsubscirbe plz
opt me ot
op out
optout please
cancle these texts
cancell the messages
loose this number
leeve me alone
I no longer want to be part of this
i don't want to be on this anymore
I don't want to be in this program
I want off this list
i want to be off of it
want out of this
let me out of this group
i'd like out please
I wish to be taken off
I would like my number deleted
I'd like to be excluded from these
Can my number be deleted
could you take me out of the system
can you guys not text me
can yall stop
could u not
would you mind not texting me
would you please remove my cell
will you please quit contacting us
when will you stop texting me
when are you going to leave me alone
how many times do I need to ask to be removed
I have asked repeatedly to be taken off
i've told you before I don't want these
I've replied stop five times
I texted STOP and I still get these
already opted out yet you keep going
You were told not to contact me
I told your office no texts
I said no
I said don't text me
No means no, don't write again
no thanks, please don't contact me
no thank you, no more please
nope, remove
not for me, take me off
thanks but no thanks, unsubscribe
pass, take me off please
not interested anymore please cancel my alerts
never interested, quit asking
no interest. please stop
we have no interest, remove us
we're all set, no need to text anymore
All set, you can stop sending reminders
I'm good, you can take me off
I found another provider so please remove me
We sold that truck so you don't have to text anymore
I moved to Ohio, please take me off your list
I got a new dentist, no more reminders needed
I quit that gym, stop the texts
I closed my account, no more messages please
graduated already, stop sending me school stuff
we don't have a dog anymore, please stop the reminders
I no longer work there, take me off the shift texts
I don't work here anymore, remove me from this group
retired last year, remove my cell from the alerts
I don't live in that district stop texting
I'm on a limited plan and pay per text, please stop
I get charged for each text, stop sending
please only email me, no texts
email only please, do not text
I prefer email, please stop texting
don't text, send mail instead and take my number off
Please do not text before or after hours or ever
not at this number, ever
do not reply to this, just remove me
don't reply just delete me
Texts are unwelcome
your messages are unwanted
these texts are not wanted
I find these messages harassing
you're harassing a sick old woman, stop
I am a minor, do not text me
my kid has this phone, do not send this stuff
this is my work phone, please remove it
this is a hospital line remove it from your list
opting out of all communications
I choose to opt out
please opt this number out
consider this my opt out
please honor my opt out request
consider this notice to stop
this is my formal request to cease contact
I am requesting removal from your list
requesting to be removed
removal please
I hereby revoke any consent
consent withdrawn
my permission is revoked
I take back my permission to text me
please respect my privacy and don't write
basta de mensajes
ya basta no me escriban
no quiero mas mensajes
no quiero mensajes
No me manden mensajes por favor
por favor no me escriba mas
dejen de molestar
deje de mandar textos
paren de mandar mensajes
parar mensajes
quiero cancelar los mensajes
cancelen mi suscripcion
saquenme de su lista
elimine mi numero
eliminen este numero de su lista
sacame de esta lista
bajenme de la lista
no me interesa, no me escriban
no me interesa gracias no manden mas
no autorizo mensajes
este numero ya no es de el, no escriban
numero equivocado, borrenlo
no soy maria, no me mande mensajes
no vuelvan a escribirme
no vuelva a llamar ni escribir
arretez svp
arretez les messages
cessez de m'ecrire
ne m'envoyez plus rien
ne m'ecrivez plus
ne me contactez plus
je ne veux plus de messages
je veux me desabonner
plus de textos svp
supprimez mon numero
effacez mon numero
enlevez mon numero de la liste
retirez moi de votre liste
laissez moi tranquille
mauvais numero, arretez
pas interesse, arretez
je ne suis pas interesse enlevez moi
pare de me mandar mensagens
nao quero mais receber mensagens
bitte keine Nachrichten mehr
hören Sie auf mir zu schreiben
`)

export const MORE_DOES_NOT_ASK = lines(`
stop by whenever, door is open
Can the driver stop at the gas station first
the truck stopped working again
Is there a stop on Oak street
get off at which exit
how do I get off the waiting list and into the class
how do I get out of my contract
how do i get off the highway for your store
what do I do to get the discount
Is there a way to get more reminders
Is there a way to change my time
I want to be on the list
want to be part of the program
put my number on the list please
is my number on the list
please save my number
here is my number
you have my number
do you have my number right
my number is still the same
this is my phone, text me here
this is my work phone, use my cell
is this your number
is this Dr Lee's number
I had the wrong number written down, thanks for fixing
I called the wrong number
The tracking number is wrong
you gave me the wrong number for the office
wrong number of chairs were delivered
wrong color
the wrong person picked up my order
who is the right person to ask
I think I sent it to the wrong number sorry
are you sure you have the right number for my mom
don't take me off the list
dont remove me please
don't cancel my texts
please do not stop the alerts
I never want to stop getting these
I don't want to unsubscribe
I don't want to miss the texts
don't want to lose my spot
I don't want to lose my number, can I port it
can I keep my number if I switch
how do I block a card
block my card please it was stolen
please cancel my card
cancel the reminder call, we're set for Tuesday
cancel the 4pm and text me a new time
cancel my subscription box for May
how do I cancel my plan
I cancelled my order yesterday, where is my refund
end my trial please
please end my membership
turn off my service on the 1st
turn off the porch light
my alerts aren't coming, are they turned off
notifications are off in the app, can you help
I turned off notifications by mistake
I didn't get the reminder text
I'm not getting your texts
why am I not getting texts
why did the texts stop
the messages stopped coming
did you remove me? I want back in
please re-add me
sign me up again please
START
start texting me again
I want to receive texts again
I blocked you by accident, sorry
I hit STOP accidentally
I didn't mean to text stop
what happens if I reply stop
Do I have to reply to this
no need to reply
don't reply, just confirm
no need to call back
please don't call me, text
don't call before noon
Do not text after 9 pm, but mornings are ok
don't text me today I'm in surgery, tomorrow is good
please don't send it before Monday
don't send the tech today, I'm not home
do not send the package, hold it
don't send the invoice to my wife
do not use the side door
don't use my old card
do not leave the package outside
do not leave it with the neighbor
leave me a message
leave me a note
leave the keys with me
leave us some samples
leave my name at the desk
please leave my number for the manager
no more than 5 please
no more than two people per table
no more milk in the order
we have no more room in the car
no more tickets left?
there is no more hot water
no more questions thanks
enough for six people
do you have enough chairs
is there enough time to park
that's enough info thanks
I've had enough to eat haha
had enough time to read it, looks fine
I'm done with the form
done with the paperwork, what's next
done, sent the photos
I'm finished with class at 4
Not interested in Tuesday, what about Wednesday
not interested in the extended warranty, just the repair
not interested in the red one
I'm not interested in financing, I'll pay cash
not looking for a loan, need a quote for a roof
I don't need the delivery, I'll pick up
I don't need a reminder for Friday, I'll be there
I don't want onions
I don't want the warranty
we don't want the blue one, send the green
I don't want to wait that long
i dont want to pay twice
i dont want a fight just fix my bill
I don't care which color
I don't like the new menu
I hate mondays
I hate this color, can we change it
I hate when it rains
tired of waiting, where is the driver
I'm sick of this cough, can I come in
sick today, take me off the shift
take me off the 9am and put me on the 11
take me off the roster for Sunday
remove me from Saturday's shift please
remove my name from the lease
remove my old address please
remove my wife from the account
please remove my late fee
remove the extra item from my order
delete my old card
delete the second order
delete my appointment on Friday please
drop me a pin
drop me off at the corner
drop my prescription at the pharmacy
drop the second item
pull my tooth tomorrow?
pull up my record please
get me off the hook lol
get me a table for two
get me the number for billing
kill the weeds in the back too
lose the pickles
I lost my phone, this is my new number
I lost my keys
I lose weight thanks to you
forget my last message
forget it, I found it
forget the fries
scratch that, make it 6
wipe down the counter too
exclude the garage from the quote
how do I opt in
can I opt in for texts
I'd like to opt out of paper bills
opt out of autopay please
opt out of the meal plan
can we opt out of the tour and just do dinner
how do I unsubscribe from the app trial
unsubscribe link in your email is broken
I never signed the form, can you resend
I didn't sign up for the 6pm, I signed up for 7
I never asked for extra cheese
I didn't ask for a refund, I want a replacement
I did not agree to that price
I didn't approve this charge
I did not request a ride at 5
nobody came to fix it
no one here has seen the package
nobody answered when I called
no one picked up, please call me
why do you keep charging me
why do you keep changing my time
why are you charging me for this
why do I get two bills
how did you get such good prices lol
who gave you the code
report the outage on 5th street please
I want to report a leak
I'm reporting a broken light
I'll file a claim with insurance
call the police there is a break in
contact my lawyer about the papers
my attorney will send the documents
I'll sue the other driver, need the records
this is spam right? or real appointment
is this a scam or really you
is this legit
check your spam folder I sent it
this is too much money
too many items in the box
too many people at the gym today
your prices are annoying
the noise is annoying
my neighbor is harassing me, can you send an officer
somebody is bothering my dog
does the medicine bother you
sorry to bother you
don't bother, I'll come tomorrow
don't bother calling, just come
I'm not your 3pm, I'm the 4pm
I'm not a new patient
I'm not a member yet, how do I join
I am not the owner, he will call you
I'm not home
I'm not able to come
not my order
not my car, mine is blue
not my size
this isn't my order
this is not the right size
go away for the weekend with us
going away until June
stay away from the back yard, dog is out
get out of the car and ring
shut up that's amazing
shut up and take my money
no way stop it, congratulations!!
omg stop it's so cute
haha stop, you made my day
stop teasing, when is the sale
stop selling the good muffins so early lol
stop the presses, we have a winner
stop the car service for next week
stop my mail please
stop the milk delivery
stop the meds?
stop my insulin before surgery?
stop the clock
stop the music please, baby sleeping
can you make the pain stop
make the beeping stop
how do I make it stop leaking
how do I stop the trial
how do i stop the late fee
how to turn off the water
how do I turn it off and on
how do I disable the alarm
please quit parking in my driveway
quit at level 5
my heater quit again
I quit coffee
pause my membership
please hold my mail
please hold my order
revoke his access to the building please
I give permission for my son to be seen
you have my consent for the surgery
I don't give permission for the photo to be used
i withdraw my application
withdraw my offer on the house
I want out of the lease
I want out of my contract early
want out at 5
count me in
count me out for dinner tonight
I'm out of town
I'm out of milk, add to order
out of stock?
off to lunch
off by two dollars
lights off please
stop en la esquina por favor
necesito cancelar la entrega
quiero cancelar mi pedido
cancelar mi cita por favor
no me llego el codigo
no me han llamado
no quiero cebolla
no quiero cambiar la hora
no puedo ir manana
a que hora paran de servir
deje el paquete en la puerta
dejeme saber la hora
quite el cargo por favor
me pueden mandar mensaje
mandenme el enlace
mas mensajes por favor
je veux annuler ma commande
je ne peux pas venir
je ne veux pas de sauce
l'arret de bus est ou
enlevez les oignons
envoyez moi un message
on arrete a quelle heure
merci
hello
hi
hey
hello?
hi there
good morning
good afternoon everyone
hello, anyone there?
hey is this the salon
hi it's Anna
no
no thanks
nope not yet
yes please
yes
ok
okay thanks
sure
please
please do
please help
thanks
thank you so much
you too
sorry
sorry wrong chat
lol
haha
wow
what
what?
why
who
me
me too
it's me
this
these
again?
again please
one more time
already done
already sent
never
never mind then
and so on
and then we can go
bye
goodbye, see you Monday
see you
call me
text me
text
message
number?
what number
my number
list?
the list please
how
how do I pay
how are you
happy birthday
merry christmas
I'm here
I'm outside
on my way
be there in 10
can you hear me
can you help me
can I get help
I need help please
please send it again
please send me the link
please let me know
let me know
god bless you
have a nice day
we love it
it's great
I have a question
question about my bill
hola
gracias
si por favor
buenos dias
bonjour
oui merci
got it
got it thanks
I got them
just got it
whats up
sup
what's going on
`)
