/** One list, however long: what people answer to businesses, one a line: with `ASKS` they want no more messages, with `DOES_NOT_ASK` something else. The patterns were made against these, the weights learned from them. */

function lines(text: string): string[] {
  return text.trim().split('\n')
}

export const ASKS = lines(`
STOP PLEASE
please stop
Please quit texting me
stop texting me
Stop sending me these messages
take me off your list
Take me off this list now
remove me
Remove my number please
remove me from your contacts
lose my number
leave me alone
I don't want these messages
do not contact me again
don't text me again
no more texts please
unsubscribe me
Unsubscribe please
how do I opt out?
How can I unsubscribe from this
stop it
f*** off
Fuck off
quit bothering me
not interested
Not interested, thanks
delete my number from your system
I'm going to report you to the FCC
this is harassment
stop spamming me
Get me off this list
i never signed up for this
why do you keep texting me
Why am I still getting texts from you
wrong number
You have the wrong number
Wrong person, stop texting
I asked you before. STOP
s.t.o.p
S T O P
plz stop txting
pls stop msging me
no longer wish to receive messages
I do not wish to receive any more text messages
cease and desist
go away
stopppp
sotp
I want to be removed from this list
Can you take my number off please
enough already
I revoke my consent
I withdraw my consent to be texted
pls unsubcribe
unsuscribe
cancel these texts
Cancel all text alerts
dont send me anything else
don't ever text this number
could you please stop sending these
I'd like to stop getting these
how do i make these stop
make it stop
no thanks, stop
you've got the wrong person
stop all messages
please end these messages
not want messages
Please don't text me anymore
who gave you my number
opt me out
I want to opt out
I'd like to opt out of these texts
turn off these alerts
please cease all communication
Never contact me again
never text me
I no longer want these
STOP STOP STOP
will you stop already
this needs to stop
don't wanna get these txts anymore
Kindly remove my contact from your database
no more
Enough
im blocking you
I will block this number if you text again
quit it
knock it off
lose this number
i dont live there anymore take me off
please discontinue
Discontinue texts
stop w the msgs
Stop. Texting. Me.
end subscription
stop now
stop thanks
STOP!!! I have told you 3 times
ok stop now
Hey can you stop
I said stop
I told you guys to stop
Hi, please stop messaging this number. Thanks
Would you kindly stop contacting me
Stop contacting this phone
do not call or text
Do not text this number
DO NOT TEXT ME
Don't message me
don't message here ever again
dont contact me anymore
Please do not send any more promotions
No more promos
no more reminders please
no more notifications
Stop the reminders
Quit sending reminders
I don't need your reminders anymore
I don't want to hear from you
I do not want to be contacted
I don't want any more of your offers
Not interested in your offers, remove me
We are not interested, please remove us from your list
I am no longer interested
Please take this number off your texting list
Take my name off your mailing list
Delete me
Delete my info
Erase my number
Forget my number
Drop me from the list
Scratch my number off your list
Off your list please
put me on your do not call list
Do not call list
Please add me to your do not contact list
Block my number on your side please
blacklist this number
Leave us alone please
Leave me the hell alone
please leave me alone and stop texting
Get lost
Piss off
screw you, stop it
Shut up
stop harassing me
Stop bothering my mom
This is spam
SPAM
Spam. Reported.
I'm reporting this as spam
reported as junk
I am contacting my attorney if you text again
TCPA violation
I did not sign up for these
I didn't ask for this
Never subscribed to this
I never gave you permission to text me
I did not consent to this
Where did you get my number? Take me off
Who is this and how did you get my number
How do I get off this list
How do I get these texts to stop
how to stop this
How do I turn this off
sick of these messages
tired of your texts
I'm so tired of getting these
I hate these texts
too many texts
These texts are annoying
Unwanted texts
This isn't John's phone anymore
This is no longer his number
There is no one here by that name
nobody by that name here
I have a new number owner, stop
no me envien mas mensajes
ya no quiero recibir mensajes
dejen de mandarme mensajes
Por favor no me manden mas textos
no mas mensajes
quiero darme de baja
arretez de m'envoyer des messages
ne plus recevoir de messages
désabonner
🛑
Stop 🙏
STOP plz
plz stop
Stop this nonsense
stop w/ the texts
Just stop.
Please, for the love of god, stop texting
Seriously stop texting me
Stop sending these to me I'm not a customer
I'm not your customer, remove me
I moved away and don't need texts any more
I sold the car, no more service texts
I switched dentists, please stop reminding me
I cancelled my account, stop messaging
I already told you I don't want texts
As I said yesterday: no more messages
You keep texting me after I said stop
Why are you still contacting me? I opted out
I opted out last week
I already unsubscribed!!
Opt-out please
OPT ME OUT NOW
count me out
I want out
let me off this list
Please unenroll me
Cancel my subscription to these texts
Cancel my text notifications
End all texts
end this
Cease all contact
Please refrain from texting me
Desist
Halt all messages
No texts please
no texting
No soliciting
Please respect my request and stop
stay away from me
Turn this off
disable text notifications for me
Can you not text me
dnt txt me
do nt text me no more
dont text me no more
Take me of your list
remve me from list
STOP SENDING ME TEXT MESSAGES OR I WILL CALL THE POLICE
Hey, quit it with the messages
can u stop textin me pls
I dont want ur coupons
get me off ur text list
Remove from list
No more SMS
please leave this number alone
Y'all need to stop
ENOUGH!!!
do not send any more
don't send texts to this phone
never message again
I am not interested in your product
we don't want your marketing
unsubscribing
Un-subscribe
opting out
opt out of texts
opt-out of all messages
This is a business line, do not text
This is a landline stop
I'm at work stop texting
Stop bugging us
u got the wrong #
There's no Maria here
not Maria's phone
Sorry wrong number
Don't know you, stop
Why do I keep receiving these
how do I unsubscribe?
What do I do to be taken off
Take this phone number off please
delete my phone number please
pull my number
please scrub my number
discontinue messaging
terminate messages
End messages
end notifications
Cancel notifications please
I've had enough of these texts
quit spamming
Sick of this spam
You are harassing me
I will sue
Reporting to FTC
this is illegal stop
Don't ever contact my family again
lose my contact info
Not a customer anymore, please remove
I changed providers, remove me
I no longer live there, stop sending
ya basta
dejame en paz
no me textees
borrame de tu lista
quiteme de la lista
Stop this immediately
Stop it now please
stop contacting
Please stop all communication with me
stop all
halt
hey stop
nah stop
Stop.
stop:
/stop
stop stop
Please STOP sending alerts
STPO
STOPO
unsub
pls unsub
take me off please
off please
Remove us
remove my name
I would like to be removed
can i be removed
please unenroll
get rid of my number
do not want
Do not want to receive
No longer interested in receiving
please do not message me in future
cut it out
bug off
Buzz off
LEAVE ME ALONE
stop msgs
stop the madness
Dont txt this # again
y are u still txting me
I said no more
how many times do I have to say stop
for the last time, stop
Are you deaf? Stop
No. Stop.
No thank you. Remove me.
No thanks unsubscribe
i do not authorize texts
not authorized to text me
I don't give permission
permission revoked
I revoke consent to contact me
withdraw consent
`)

export const DOES_NOT_ASK = lines(`
Can you stop by at 5
please cancel my appointment
Cancel my 3pm please
I need to cancel tomorrow's cleaning
the bus stop
I'm at the bus stop now
don't stop texting me, I love these
Please don't stop the reminders, they help
I quit my job
end of day works
text me when ready
Text me the address please
What time do you close?
Yes I'll be there
can I stop taking the medication
Should I stop eating before surgery?
no thank you
Can you send me the address
Do you stop at the mall
I'm at the front desk
ok thanks
please don't remove me
I unsubscribed by mistake, please add me back
How do I resubscribe
stop worrying
Can I reschedule?
remove the onions please
take me off hold
I didn't get your message
send me a text when done
Can I cancel my order?
how do I get to your office
did you stop sending reminders?
I have no more questions
not sure yet
Running late, 10 minutes
please don't text me while I'm driving, call instead
how much is it
the pain won't stop
is the wifi off
can you remove my stitches on Friday
I want to end my lease
is this the right number?
we are done with the paint, when can you come
I don't need a refill
never mind
don't forget my appointment
pull my records please
Please send me the updates
What is the end date
I don't have it yet
I'm not able to make it tomorrow
I'll never forget this, thank you
quitting time is 5
take the kids off at noon
Yes
C
Confirm
See you then
Thanks!
Great, thank you
Who is this?
New phone, who dis
Is there parking?
Can I bring my dog
Do you take insurance
I need a refill
When is my next appointment
Please call me
Call me back when you can
Could you email me the form
What's the total
I paid yesterday
The link does not work
I never got the code
Send the code again please
I already paid
Can we move it to Tuesday
Tuesday works
Can you do 10:30 instead
My order hasn't arrived
Where is my package
It's at the back door
leave it at the front door
Leave the package with the neighbor
Leave it on the porch please
Please leave a message
Take a left at the stop sign
We're stopped in traffic
I'll stop in tomorrow
Do I need to stop my blood thinner
I can't stop coughing
My tooth stopped hurting
The noise won't quit
The engine quits when it's cold
It ends at 4?
Weekend is fine
I'm ending my shift at 6
End of the month please
Is the sale over
When does the offer end
I want to cancel my membership
Cancel my order please
I have to cancel our dinner reservation
Is there a cancellation fee
How do I cancel my insurance
What happens if I cancel
I'd like to remove a tooth
Can you remove the stain
Please remove the charge from my bill
Please take the late fee off
Take 20 off the price and we have a deal
Is the lid off
I'm off on Monday
Off to work, call later
My son is on the list
Am I on the list for Saturday
Put me on the waiting list
Add me to your list
Sign me up
I'm interested
Very interested, tell me more
Not yet
Not today
No
Nope
No, Thursday is better
No worries
no problem
Nothing, all good
I don't know yet
I don't think so
I don't have insurance
I don't want the large, medium please
I don't want to reschedule, keep it
I do not need a ride
Don't worry about it
Don't forget the keys
Don't start without me
Never had this before, is it normal
I never received the invoice
I didn't order this
I didn't receive my receipt
Why was I charged twice
Why is it so expensive
How did you hear about the job
Who should I ask for
What number should I call
My number changed, it's 206 555 0107
Please update my number
This is my new number
Can I text this number anytime
Please text me at my other number
text my wife instead, she books it
Keep me posted
Keep texting me deals please
Love these texts
Great service, no complaints
Stopped by but you were closed
Block the driveway and I'll tow it
Is the road blocked
I blocked out Friday for you
The report is attached
I will report to the office at 9
Spam musubi please
Two cans of spam
Do you sell junk removal
We need harassment training for 10 people
Can your lawyer call me
I'm tired, can we do it tomorrow
I'm sick, need to reschedule
I hate to ask but can we move it
Too many onions last time
Are there too many people today
That's enough, thank you
Is that enough time
Leave at 5 or 6
Go ahead
I'll go away for two weeks, can it wait
Get well soon
The message was cut off
Your last message was empty
I sent a message yesterday
Did you get my messages
Stopwatch or timer?
Full stop at the end?
Can I get a quote
Please stop the recurring order
stop payment on check 12
stop my subscription box
Where do I stop for check in
my dog wont stop barking, need a visit
it keeps beeping and wont stop
How do I turn off the alarm system
turn off the water please
turn off the lights when you leave
the heater shuts off
remove the old couch please
can you remove a wart
delete my order please
I deleted the photo, resend
Take off the extra cheese
Taking off from work at 3
I took off the bandage
is it ok to remove the bandage
lost my number plate
I forgot my number for the queue
don't call, text is fine
please don't call, I'm at work
don't text, call me
I don't text much, call please
No texts came through
I have not received any texts
did you send the text
messages are not loading
wrong size
wrong item in the order
you sent the wrong one
wrong time, I said 4
Is this still available
not interested in the blue one, do you have red
I'm interested in the red
end table delivery
When does it end
the show ends at 9
I quit smoking
quit claim deed
can you quit early
cancel anytime?
can I cancel online
Cancel the delivery
cancel it and rebook
Cancel Friday, keep Monday
cancel both please
Cancel. Need Tuesday instead
opt out of the dental plan
can I opt out of the fluoride
unsubscribe from the gym newsletter?
yes stop here is good
please stop at the gate and call
leave it with reception
leave us two keys
alone or with family?
who gave you the estimate
spam folder had your email
it went to spam
block party tickets
block 7 seat 12
I reported the leak
report card please
harassment policy pdf
lawyer letter attached
complaint form link
my mother passed away, need to cancel her visit
no longer need the appointment
no longer available on Friday
no more pain, thanks
no more slots?
enough parking?
not now
not a good time
Not for me, for my son
I'm not the patient, I'm her mom
this isn't covered?
this is not what I ordered
too many pills
tired after surgery
how do I stop the bleeding
how to stop the itching
how do I end the session
how do I get out of the parking garage
how can I leave a review
why are you closed
why is my bill so high
Is there a list of prices
take me off the Thursday list, add me to Friday
take me off the schedule tomorrow
get me out of the cast
ok
👍
STOP by anytime
You can stop by
Nonstop flight?
full stop
stopping soon
`)
