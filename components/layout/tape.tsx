const STEP = 15
const COLUMNS = 44
const ROWS = 64

/** The same holes on every visit: a small generator with a fixed start. */
function* noise() {
  let state = 0x2f6e2b1
  while (true) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    yield state / 2 ** 32
  }
}

type Hole = { key: string; x: number; y: number; width: number; opacity: number }

function punch(): Hole[] {
  const random = noise()
  const draw = () => random.next().value ?? 0
  const holes: Hole[] = []
  for (let row = 0; row < ROWS; row++) {
    for (let column = 0; column < COLUMNS; column++) {
      if (draw() > 0.62) continue
      const long = draw() > 0.93
      const weight = draw()
      holes.push({
        key: `${row}-${column}`,
        x: column * STEP,
        y: row * STEP,
        width: long ? STEP + 6 : 6,
        opacity: long ? 0.9 : 0.1 + weight * weight * 0.42,
      })
      if (long) column++
    }
  }
  return holes
}

const HOLES = punch()

/** A punched tape from the exchange; now and then a long code. */
export function Tape({ className }: { className: string }) {
  return (
    <svg
      viewBox={`0 0 ${COLUMNS * STEP} ${ROWS * STEP}`}
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
      className={className}
    >
      {HOLES.map(({ key, x, y, width, opacity }) => (
        <rect key={key} x={x} y={y} width={width} height="6" rx="1.6" opacity={opacity} fill="currentColor" />
      ))}
    </svg>
  )
}
