const LONGEST = 10

/**
 * The abbreviated name of a place, in the manner of rate centers: `Hasbrouck Hts` → `hsbrckhts`. A stand-in, made from the place
 * alone: the true list of rate centers is not public, so what a carrier calls the same place may differ.
 */
export function rateCenterOf(place: string): string | null {
  const letters = place
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
  if (letters.length <= LONGEST) return letters || null
  return (letters.slice(0, 1) + letters.slice(1).replace(/[aeiou]/g, '')).slice(0, LONGEST)
}
