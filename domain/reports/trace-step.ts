import type { TraceStep } from './trace.ts'

/** `rank`: what comes first within one millisecond. `notBefore`: two processes may disagree about the time, but not about the order. */
export type UntimedStep = Omit<TraceStep, 'at' | 'afterMs'> & { at: Date; rank: number; notBefore?: Date }

type Given = Pick<UntimedStep, 'id' | 'at' | 'rank' | 'kind' | 'title' | 'cause' | 'causedBy'> & Partial<UntimedStep>

export function step(given: Given): UntimedStep {
  return { tone: 'quiet', status: null, facts: [], checks: [], headers: {}, bodies: [], pdu: null, ...given }
}

/** Those that are known. */
export function factsOf(values: Record<string, string | null | undefined>): { name: string; value: string }[] {
  return Object.entries(values).flatMap(([name, value]) => (value ? [{ name, value }] : []))
}
