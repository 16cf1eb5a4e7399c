'use client'

/** Over the head of the log while news waits. */
export function NewRows({ count, onShow }: { count: string; onShow: () => void }) {
  function onClick() {
    onShow()
    window.scrollTo({ top: 0 })
  }
  return (
    <div className="pointer-events-none sticky top-[108px] z-[2] flex h-0 justify-center">
      <button
        type="button"
        onClick={onClick}
        className="pointer-events-auto h-7 -translate-y-3.5 rounded-full bg-signal px-3 text-13 font-medium text-signal-ink shadow-float"
      >
        {count} new
      </button>
    </div>
  )
}
