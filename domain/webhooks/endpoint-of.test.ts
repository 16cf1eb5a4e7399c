import { expect, test } from 'vitest'
import { endpointOf } from './endpoint-of.ts'

test('one address is one endpoint whatever its query says, and each path is its own', () => {
  const of = (url: string) => endpointOf({ url, from: 'account' })
  expect(of('https://hooks.harbor.example/in?token=a').address).toBe('https://hooks.harbor.example/in')
  expect(of('https://hooks.harbor.example/in?token=b').id).toBe(of('https://hooks.harbor.example/in').id)
  expect(of('https://hooks.harbor.example/out').id).not.toBe(of('https://hooks.harbor.example/in').id)
})

test('URLs of single messages are counted together for their origin, apart from the URLs that are set', () => {
  const of = (url: string) => endpointOf({ url, from: 'message' })
  expect(of('https://hooks.harbor.example/orders/17')).toEqual(of('https://hooks.harbor.example/orders/18?a=1'))
  expect(of('https://hooks.harbor.example/orders/17').address).toBe('https://hooks.harbor.example *')
  expect(of('https://hooks.harbor.example:8443/orders/17').address).toBe('https://hooks.harbor.example:8443 *')
})
