import { useEffect, useState } from 'react'
import type { VirtualRows } from './virtual-rows.tsx'

const AGAIN_MS = 3_000

/** Loaded when it is needed. With the connection cut it does not come: until it does, the rows are drawn as they are. */
export function useVirtualRows(isNeeded: boolean): typeof VirtualRows | null {
  const [rows, setRows] = useState<{ Rows: typeof VirtualRows } | null>(null)
  useEffect(() => {
    if (!isNeeded || rows) return
    let again: ReturnType<typeof setTimeout>
    let over = false
    function load() {
      import('./virtual-rows.tsx').then(
        (file) => over || setRows({ Rows: file.VirtualRows }),
        () => {
          if (!over) again = setTimeout(load, AGAIN_MS)
        },
      )
    }
    load()
    return () => {
      over = true
      clearTimeout(again)
    }
  }, [isNeeded, rows])
  return rows?.Rows ?? null
}
