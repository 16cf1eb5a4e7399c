import { Counter, collectDefaultMetrics, Histogram, register } from 'prom-client'

collectDefaultMetrics()

export const requests = new Histogram({
  name: 'longcode_api_request_seconds',
  help: 'Time from the request line to the answer',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
})

export const refusals = new Counter({
  name: 'longcode_api_refusals_total',
  help: 'Requests that were refused, by the code of the refusal',
  labelNames: ['code'],
})

export { register }
