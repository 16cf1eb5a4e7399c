import { CodeBlock } from '#components/ui/code-block.tsx'
import { Notice } from '#components/ui/notice.tsx'

/** Said as it is: nobody can pay by card, and who can help. What needs a card is not on the page then. */
export function NotSetUp({ account }: { account: string }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <Notice tone="hint">
        Payment by card is not set up on this system. The operator credits an account with the command below; how to set
        up Stripe is in docs/operating.md.
      </Notice>
      <CodeBlock
        what="the operator’s command"
        code={`npm run ledger -- adjust --account ${account} --amount 50.00 --reason "…"`}
      />
    </div>
  )
}
