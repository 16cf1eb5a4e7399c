/** What a dental office writes and what its patients answer. Fiction, like every number here (555-0100 to 555-0199). */
export const OUTBOUND_TEXTS: readonly string[] = [
  'Hi Sam, see you tomorrow at 9:40. Reply C to confirm.',
  'Reminder: cleaning with Dr. Lindqvist on Tuesday at 14:15. Reply C to confirm, R to move it.',
  'Your code is 481 920. It is good for ten minutes.',
  'Thank you for visiting Harbor Dental. How did we do? Answer 1 to 5.',
  'Your crown has arrived. Call us or answer here to find a time.',
  'We have an opening tomorrow at 11:00. Would you like it?',
  'Parking: the garage on Cedar Street is free for patients after 17:00.',
  '“Curly quotes” make this message two parts, and the composer says so before it is sent: 70 characters fit one part.',
  'Please do not eat or drink for two hours after the treatment. If it still hurts tomorrow, call (206) 555-0142 and we will see you the same day, without an appointment.',
  'Order 48213 has shipped 📦 and arrives Wednesday.',
  'Invoice 2026-1187 is ready: https://pay.harbor.example/2026-1187',
  'Happy birthday from all of us at Harbor Dental 🎂',
]

export const INBOUND_TEXTS: readonly string[] = [
  'C',
  'Can I bring my daughter along on Friday?',
  'R',
  'Yes please, 11:00 works',
  '5',
  'Running ten minutes late, sorry!',
  'Is the office open on the holiday?',
  'Thank you 🙏',
  'Which garage do you mean?',
]

/** Two months of patients: real area codes, fictional lines. */
export const PATIENTS: readonly string[] = [
  '206',
  '425',
  '253',
  '360',
  '503',
  '604',
  '415',
  '212',
  '312',
  '512',
].flatMap((areaCode) =>
  ['0107', '0119', '0126', '0131', '0163', '0171', '0188'].map((line) => `+1${areaCode}555${line}`),
)
