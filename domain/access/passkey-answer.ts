/** What a browser answers for a passkey, as JSON. Its shape is checked here, what it says by the library. */
import { z } from 'zod'

/** The specification’s most, in base64url. */
const id = z.string().min(1).max(1400)

const ANSWER = z.object({
  id,
  rawId: id,
  type: z.literal('public-key'),
  // Nothing was asked of extensions.
  clientExtensionResults: z.unknown().transform(() => ({})),
})

export const MADE = ANSWER.extend({
  response: z.object({
    clientDataJSON: z.string(),
    attestationObject: z.string(),
    transports: z.array(z.string().max(20)).max(10).default([]),
  }),
})

export const USED = ANSWER.extend({
  response: z.object({
    clientDataJSON: z.string(),
    authenticatorData: z.string(),
    signature: z.string(),
    // Null from some devices that were not asked who they belong to.
    userHandle: z
      .string()
      .nullish()
      .transform((handle) => handle ?? ''),
  }),
})
