import Link from 'next/link'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { Steps } from '#components/ui/steps.tsx'

type Props = { hasUrl: boolean; hasMessages: boolean; start: string }

export function NextSteps({ hasUrl, hasMessages, start }: Props) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <Steps
        steps={[
          {
            done: hasMessages,
            title: 'Send the first message',
            body: (
              <p>
                With the command below, or{' '}
                <Link href="/messages/new" className="link">
                  in the browser
                </Link>
                .
              </p>
            ),
          },
          {
            done: hasUrl,
            title: 'Say where inbound messages go',
            body: (
              <p>
                <Link href="/preferences/api-control" className="link">
                  Set an SMS request URL
                </Link>
                . Until then inbound messages are kept here, free of charge.
              </p>
            ),
          },
        ]}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-2 border-t border-line pt-4">
        <h3 className="font-medium">Send with the API</h3>
        <CodeBlock code={start} what="command" />
        <p className="text-13 text-ink-3">
          SECRET_KEY is the secret that was shown with your key. It cannot be shown again.
        </p>
      </div>
    </div>
  )
}
