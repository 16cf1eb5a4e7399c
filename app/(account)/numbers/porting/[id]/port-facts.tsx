import Link from 'next/link'
import { portHref } from '#components/port/port-words.ts'
import { Moment } from '#components/time/moment.tsx'
import { Facts } from '#components/ui/facts.tsx'
import type { PortDetail } from '#domain/porting/read-port.ts'

const NOT_YET = 'not given yet'

export function PortFacts({ order, zone }: { order: PortDetail; zone: string }) {
  const { street, city, region, postalCode, country, siblings } = order
  const address = street ? `${street}, ${city}, ${region} ${postalCode}, ${country}` : NOT_YET
  return (
    <div className="grid gap-x-10 gap-y-1 panel:grid-cols-2">
      <Facts
        facts={[
          ['Carrier', order.losingCarrier],
          [
            'Account',
            order.accountNumber ? (
              <span key="account" className="num wrap-anywhere">
                {order.accountNumber}
              </span>
            ) : (
              NOT_YET
            ),
          ],
          ['PIN', order.hasPin ? 'set' : 'none'],
          ['Opened', <Opened key="opened" order={order} zone={zone} />],
        ]}
      />
      <Facts
        facts={[
          ['Name', order.businessName ?? NOT_YET],
          ['Authorised', order.authorisedPerson ?? NOT_YET],
          ['Address', address],
          ...(siblings.length > 0
            ? [['Group', <Siblings key="group" order={order} />] as [string, React.ReactNode]]
            : []),
        ]}
      />
    </div>
  )
}

function Opened({ order: { openedAt, openedBy }, zone }: { order: PortDetail; zone: string }) {
  return (
    <span>
      <Moment at={openedAt.toISOString()} zone={zone} as="shortMoment" /> by {openedBy}
    </span>
  )
}

function Siblings({ order: { groupId, siblings } }: { order: PortDetail }) {
  return (
    <span>
      <span className="num">{groupId}</span>, with{' '}
      {siblings.map(({ id }, index) => (
        <span key={id}>
          {index > 0 ? ', ' : ''}
          <Link href={portHref(id)} className="link num">
            {id}
          </Link>
        </span>
      ))}
    </span>
  )
}
