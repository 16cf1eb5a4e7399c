/** The things of one account that everybody else reaches for. */
export type Victim = {
  accountId: string
  ownerId: string
  ownerEmail: string
  /** Of the owner. */
  sessionId: string
  /** A member who is no owner. */
  memberId: string
  from: string
  messageRef: string
  keyId: string
  keyName: string
  invitationId: string
  passkeyId: string
  numberJobId: string
  /** A candidate for a request URL. */
  shadowId: string
  /** An event for its servers, failed, and where it should have gone. */
  eventId: string
  endpointId: string
  replayId: string
  optOutId: string
  /** A message that may ask to stop, by its id. */
  reviewId: string
  exportId: string
  exportScheduleId: string
  /** A shared view of the message log. */
  viewId: string
  portOrderId: string
  paymentId: string
  cardId: string
  limitId: string
  tripId: string
  quoteId: string
  portDocumentId: string
}

/** Things that nobody has, spelled like the victim's. */
export const NOBODYS: Victim = {
  accountId: '019a0000-0000-7000-8000-00000000dead',
  ownerId: '019a0000-0000-7000-8000-00000000dead',
  ownerEmail: 'nobody@nowhere.example',
  sessionId: '019a0000-0000-7000-8000-00000000dead',
  memberId: '019a0000-0000-7000-8000-00000000dead',
  from: '+15755550199',
  messageRef: 'mdr2-00000000000070008000000000000000',
  keyId: '019a0000-0000-7000-8000-00000000dead',
  keyName: 'Nobody’s key',
  invitationId: '019a0000-0000-7000-8000-00000000dead',
  passkeyId: 'bm9ib2R5',
  numberJobId: '019a0000-0000-7000-8000-00000000dead',
  shadowId: '019a0000-0000-7000-8000-00000000dead',
  eventId: '019a0000-0000-7000-8000-00000000dead',
  endpointId: '019a0000-0000-7000-8000-00000000dead',
  replayId: '019a0000-0000-7000-8000-00000000dead',
  optOutId: '019a0000-0000-7000-8000-00000000dead',
  reviewId: '019a0000-0000-7000-8000-00000000dead',
  exportId: '019a0000-0000-7000-8000-00000000dead',
  exportScheduleId: '019a0000-0000-7000-8000-00000000dead',
  viewId: '019a0000-0000-7000-8000-00000000dead',
  portOrderId: '99999999',
  paymentId: '019a0000-0000-7000-8000-00000000dead',
  cardId: 'pm_nobody',
  limitId: '019a0000-0000-7000-8000-00000000dead',
  tripId: '019a0000-0000-7000-8000-00000000dead',
  quoteId: '019a0000-0000-7000-8000-00000000dead',
  portDocumentId: '019a0000-0000-7000-8000-00000000dead',
}
