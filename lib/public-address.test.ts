import { expect, test } from 'vitest'
import { forbiddenAddress } from './public-address.ts'

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.16.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '255.255.255.255',
  '224.0.0.1',
  '::1',
  '::',
  'fe80::1',
  'fc00::1',
  '::ffff:127.0.0.1',
  '::ffff:a9fe:a9fe',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  '2001:db8::1',
])('%s is never called for a customer', (address) => expect(forbiddenAddress(address)).not.toBeNull())

test.each(['93.184.216.34', '2606:2800:220:1::1'])('%s is a public address', (address) =>
  expect(forbiddenAddress(address)).toBeNull(),
)
